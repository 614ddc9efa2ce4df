package io.runtruth.packs;

import io.runtruth.evidence.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a [PackDocument], free of any format. Its texts are words and nothing else: whoever writes them escapes
/// them.
sealed interface PackBlock {

    /// @param level 1 for the title, to 4
    /// @param id unique in the document
    record Heading(int level, String id, String text) implements PackBlock {}

    record Paragraph(Kind kind, List<Run> runs) implements PackBlock {

        static Paragraph of(String text) {
            return new Paragraph(Kind.PLAIN, List.of(new Run.Words(text)));
        }

        static Paragraph of(Kind kind, String text) {
            return new Paragraph(kind, List.of(new Run.Words(text)));
        }
    }

    enum Kind {
        PLAIN,
        /// What answers first.
        LEAD,
        /// Where something comes from, or what is left out.
        NOTE,
        /// A heading within a tool's text, which is none of the document.
        FOREIGN_HEADING,
        /// Says what follows, below all headings.
        LABEL
    }

    record Items(boolean ordered, List<List<Run>> items) implements PackBlock {

        static Items of(List<String> items) {
            return new Items(
                    false,
                    items.stream().map(it -> List.<Run>of(new Run.Words(it))).toList());
        }
    }

    record Facts(List<Fact> facts) implements PackBlock {}

    /// @param lines at least one
    record Fact(String label, List<List<Run>> lines) {}

    /// @param caption what the table is about
    record Grid(String caption, List<Column> columns, List<Row> rows) implements PackBlock {}

    /// @param share of the table's width, in parts of all columns' shares
    record Column(String name, boolean isNumber, int share) {}

    /// @param isSum whether it adds up the rows above
    /// @param isHeaded whether the first cell names the row
    record Row(List<Cell> cells, boolean isSum, boolean isHeaded) {

        Row(List<Cell> cells, boolean isSum) {
            this(cells, isSum, true);
        }
    }

    /// @param bar lengths that the numbers beside it say too; null in most cells
    record Cell(List<Run> runs, @Nullable List<Part> bar) {

        static Cell of(String text) {
            return new Cell(text.isEmpty() ? List.of() : List.of(new Run.Words(text)), null);
        }

        static Cell of(Run... runs) {
            return new Cell(List.of(runs), null);
        }
    }

    /// @param kind a result's code, or `suppressed`
    record Part(String kind, long count) {}

    /// One finding: what it is in two lines, and what is said of it.
    record Entry(Severity severity, String severityWord, String title, List<Run> facts, List<PackBlock> body)
            implements PackBlock {}

    /// Words within a line.
    sealed interface Run {

        String text();

        record Words(String text) implements Run {}

        /// An id or a digest.
        record Code(String text) implements Run {}

        /// @param url http or https
        record Link(String text, String url) implements Run {}

        /// How much it matters, with its word.
        record Mark(Severity severity, String text) implements Run {}
    }
}

package io.runtruth.packs;

import io.runtruth.evidence.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a [PackDocument], free of any format. Its texts are words and nothing else: whoever writes them escapes
/// them.
sealed interface PackBlock {

    /// @param level 1 for the title, to 4
    /// @param id unique in the document
    record HeadingBlock(int level, String id, String text) implements PackBlock {}

    record ParagraphBlock(ParagraphKind kind, List<PackRun> runs) implements PackBlock {

        static ParagraphBlock of(String text) {
            return new ParagraphBlock(ParagraphKind.PLAIN, List.of(new PackRun.WordsRun(text)));
        }

        static ParagraphBlock of(ParagraphKind kind, String text) {
            return new ParagraphBlock(kind, List.of(new PackRun.WordsRun(text)));
        }
    }

    enum ParagraphKind {
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

    record ItemsBlock(boolean ordered, List<List<PackRun>> items) implements PackBlock {

        static ItemsBlock of(List<String> items) {
            return new ItemsBlock(
                    false,
                    items.stream()
                            .map(it -> List.<PackRun>of(new PackRun.WordsRun(it)))
                            .toList());
        }
    }

    record FactsBlock(List<LabelledFact> facts) implements PackBlock {}

    /// @param lines at least one
    record LabelledFact(String label, List<List<PackRun>> lines) {}

    /// @param caption what the table is about
    record GridBlock(String caption, List<GridColumn> columns, List<GridRow> rows) implements PackBlock {}

    /// @param share of the table's width, in parts of all columns' shares
    record GridColumn(String name, boolean isNumber, int share) {}

    /// @param isSum whether it adds up the rows above
    /// @param isHeaded whether the first cell names the row
    record GridRow(List<GridCell> cells, boolean isSum, boolean isHeaded) {

        GridRow(List<GridCell> cells, boolean isSum) {
            this(cells, isSum, true);
        }
    }

    /// @param bar lengths that the numbers beside it say too; null in most cells
    record GridCell(List<PackRun> runs, @Nullable List<BarPart> bar) {

        static GridCell of(String text) {
            return new GridCell(text.isEmpty() ? List.of() : List.of(new PackRun.WordsRun(text)), null);
        }

        static GridCell of(PackRun... runs) {
            return new GridCell(List.of(runs), null);
        }
    }

    /// @param kind a result's code, or `suppressed`
    record BarPart(String kind, long count) {}

    /// One finding: what it is in two lines, and what is said of it.
    ///
    /// @param level of its heading
    record FindingBlock(
            int level, Severity severity, String severityWord, String title, List<PackRun> facts, List<PackBlock> body)
            implements PackBlock {}

    /// What the reviewer says in their own words, apart from all that was computed.
    ///
    /// @param label whose words these are
    /// @param byline who wrote them, and when
    record OwnWordsBlock(String label, String byline, List<PackBlock> body) implements PackBlock {}

    /// Words within a line.
    sealed interface PackRun {

        String text();

        record WordsRun(String text) implements PackRun {}

        /// An id or a digest.
        record CodeRun(String text) implements PackRun {}

        /// @param url http or https
        record LinkRun(String text, String url) implements PackRun {}

        /// How much it matters, with its word.
        record MarkRun(Severity severity, String text) implements PackRun {}
    }
}

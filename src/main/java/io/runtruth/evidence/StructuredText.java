package io.runtruth.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A tool's text with the structure that its markup meant, and no markup: whoever shows it makes paragraphs, lists,
/// tables and links of its own of it (contract 6).
public record StructuredText(List<Block> blocks) {

    public StructuredText {
        blocks = List.copyOf(blocks);
    }

    /// As plain text: paragraphs, items and rows a line each, and where a link leads behind its words.
    public String plain() {
        return blocks.stream().flatMap(Block::written).collect(Collectors.joining("\n"));
    }

    /// The words alone, a line each, without marks of lists and without addresses.
    public String words() {
        return blocks.stream().flatMap(Block::lines).map(Line::plain).collect(Collectors.joining("\n"));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Heading.class, name = "heading"),
        @JsonSubTypes.Type(value = Paragraph.class, name = "paragraph"),
        @JsonSubTypes.Type(value = Items.class, name = "items"),
        @JsonSubTypes.Type(value = Table.class, name = "table")
    })
    public sealed interface Block {

        /// Its text, in the order of reading.
        Stream<Line> lines();

        /// As plain text, a line each.
        default Stream<String> written() {
            return lines().map(Line::written);
        }
    }

    public record Heading(Line line) implements Block {

        @Override
        public Stream<Line> lines() {
            return Stream.of(line);
        }
    }

    public record Paragraph(Line line) implements Block {

        @Override
        public Stream<Line> lines() {
            return Stream.of(line);
        }
    }

    /// @param ordered whether the items are numbered, from 1
    public record Items(boolean ordered, List<Line> items) implements Block {

        public Items {
            items = List.copyOf(items);
        }

        @Override
        public Stream<Line> lines() {
            return items.stream();
        }

        @Override
        public Stream<String> written() {
            return IntStream.range(0, items.size())
                    .mapToObj(at ->
                            (ordered ? (at + 1) + ". " : "- ") + items.get(at).written());
        }
    }

    /// @param header empty where the table has none
    /// @param rows each with as many cells as the widest row of the table
    public record Table(List<Line> header, List<List<Line>> rows) implements Block {

        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
        }

        @Override
        public Stream<Line> lines() {
            return Stream.concat(header.stream(), rows.stream().flatMap(List::stream));
        }

        @Override
        public Stream<String> written() {
            var all = Stream.concat(header.isEmpty() ? Stream.of() : Stream.of(header), rows.stream());
            return all.map(row -> row.stream().map(Line::written).collect(Collectors.joining(" | ")));
        }
    }

    /// @param spans never empty texts; an empty list for an empty cell
    public record Line(List<Span> spans) {

        public Line {
            spans = List.copyOf(spans);
        }

        public static Line of(String text) {
            return new Line(text.isEmpty() ? List.of() : List.of(new Span(text, null)));
        }

        public String plain() {
            return spans.stream().map(Span::text).collect(Collectors.joining());
        }

        /// With the address of each link behind its words, unless the words are the address.
        public String written() {
            return spans.stream().map(Span::written).collect(Collectors.joining());
        }
    }

    /// @param url where the words lead, an http or https address
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Span(String text, @Nullable String url) {

        String written() {
            return url == null || url.equals(text) ? text : text + " (" + url + ")";
        }
    }
}

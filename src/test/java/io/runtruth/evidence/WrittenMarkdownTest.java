package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.StructuredText.Block;
import io.runtruth.evidence.StructuredText.Heading;
import io.runtruth.evidence.StructuredText.Items;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import io.runtruth.evidence.StructuredText.Span;
import io.runtruth.evidence.StructuredText.Table;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person writes here: nothing of it is markup, and nothing of it is lost.
class WrittenMarkdownTest {

    private static final int MOST = 20_000;

    @Test
    void headings_lists_tables_and_links_are_blocks() {
        var text = WrittenMarkdown.read("""
                ## In short

                See [the plan](https://plan.example/a).

                1. one
                2. two

                | a | b |
                | - | - |
                | 1 | 2 |
                """);

        assertThat(text.blocks())
                .containsExactly(
                        new Heading(Line.of("In short")),
                        new Paragraph(new Line(List.of(
                                new Span("See ", null),
                                new Span("the plan", "https://plan.example/a"),
                                new Span(".", null)))),
                        new Items(true, List.of(Line.of("one"), Line.of("two"))),
                        new Table(List.of(Line.of("a"), Line.of("b")), List.of(List.of(Line.of("1"), Line.of("2")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "run it for <tenant-id> first",
                "<table><tr><td>no table</td></tr></table>",
                "<!-- not seen elsewhere -->",
                "${7+7} {{7+7}} <%= 7+7 %>",
                "=HYPERLINK(\"http://evil.example\")"
            })
    void html_and_whatever_else_is_markup_to_others_is_words(String written) {
        assertThat(WrittenMarkdown.read(written).words().replace("\n", "")).isEqualTo(written);
    }

    @Test
    void only_web_addresses_are_links() {
        var text = WrittenMarkdown.read(
                "[a](javascript:alert(1)) [b](data:text/html,x) [c](https://ok.example) ![d](http://pixel.example/x.png)");

        assertThat(text.blocks().stream()
                        .flatMap(Block::lines)
                        .flatMap(line -> line.spans().stream())
                        .map(Span::url))
                .containsOnly(null, "https://ok.example");
    }

    @Test
    void as_much_as_may_be_written_is_shown_whole() {
        for (var written : List.of(
                "word ".repeat(MOST / 5).strip(),
                "x".repeat(MOST),
                "l\n\n".repeat(1_000).strip(),
                "- i\n".repeat(900))) {
            assertThat(WrittenMarkdown.read(written).words().replaceAll("\\W", ""))
                    .isEqualTo(written.replaceAll("\\W", ""));
        }
    }

    @Test
    void what_is_rather_marks_than_words_stands_as_it_was_written() {
        var written = "**a_b_[c]` ".repeat(500).strip();

        assertThat(WrittenMarkdown.read(written).words()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "*a ", "> ", "- ", "`", "<a ", "|a", "&#", "![x](", "\\", "_a*"})
    void no_text_takes_long(String piece) {
        var written = piece.repeat(MOST / piece.length());

        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> WrittenMarkdown.read(written));
    }
}

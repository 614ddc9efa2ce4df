package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Block;
import io.runtruth.evidence.StructuredText.Heading;
import io.runtruth.evidence.StructuredText.Items;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import io.runtruth.evidence.StructuredText.Span;
import io.runtruth.evidence.StructuredText.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Markdown and HTML of the tools become (contract 6).
class StructuredTextsTest {

    private static List<Block> markdown(String text) {
        return Objects.requireNonNull(MarkdownText.found(text)).blocks();
    }

    private static List<Block> html(String text) {
        return Objects.requireNonNull(HtmlText.found(text)).blocks();
    }

    private static Paragraph paragraph(String words) {
        return new Paragraph(Line.of(words));
    }

    private static Items bullets(String... items) {
        return new Items(false, Stream.of(items).map(Line::of).toList());
    }

    private static Items numbers(String... items) {
        return new Items(true, Stream.of(items).map(Line::of).toList());
    }

    private static List<Line> cells(String... cells) {
        return Stream.of(cells).map(Line::of).toList();
    }

    @Test
    void markdown_becomes_headings_paragraphs_lists_and_tables() {
        var blocks = markdown("""
                ## Result

                **Two** of `three`.

                - one
                - *two*

                1. first
                2. second

                | A | B |
                | --- | --- |
                | 1 | x<br>y |
                """);

        assertThat(blocks)
                .containsExactly(
                        new Heading(Line.of("Result")),
                        paragraph("Two of three."),
                        bullets("one", "two"),
                        numbers("first", "second"),
                        new Table(cells("A", "B"), List.of(cells("1", "x y"))));
    }

    @Test
    void html_becomes_the_same() {
        var blocks = html("<h3>Result</h3><p>Two.<br/>Three</p><ul><li>one<li>two</ul>"
                + "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table><img src='https://x'>end");

        assertThat(blocks)
                .containsExactly(
                        new Heading(Line.of("Result")),
                        paragraph("Two."),
                        paragraph("Three"),
                        bullets("one", "two"),
                        new Table(cells("A", "B"), List.of(cells("1", ""))),
                        paragraph("end"));
    }

    @Test
    void html_among_the_words_of_markdown_is_read_like_html() {
        assertThat(markdown("To enable:<ol><li>Open <b>it</b>.<li>Save.</ol>See <a target=\"_blank\""
                        + " href=\"https://example.org/?a=1&amp;b\">more</a>."))
                .containsExactly(
                        paragraph("To enable:"),
                        numbers("Open it.", "Save."),
                        new Paragraph(new Line(List.of(
                                new Span("See ", null),
                                new Span("more", "https://example.org/?a=1&b"),
                                new Span(".", null)))));
    }

    @Test
    void what_is_in_a_list_within_a_list_stays_with_its_item_and_numbers_go_on() {
        assertThat(markdown("- a\n  - b\n- c")).containsExactly(bullets("a", "– b", "c"));
        assertThat(markdown("1. a\n   - b\n2. c")).containsExactly(numbers("a – b", "c"));
        assertThat(markdown("3. c\n4. d")).containsExactly(paragraph("3. c"), paragraph("4. d"));
    }

    @Test
    void a_table_row_has_as_many_cells_as_the_widest_and_at_most_twelve() {
        var wide = "<table><tr><td>1<td>2</tr><tr>" + "<td>x".repeat(20) + "</tr></table>";

        var table = (Table) html(wide).getFirst();

        assertThat(table.rows().getFirst()).hasSize(12);
        assertThat(table.rows().getLast().getLast()).isEqualTo(Line.of("…"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "#place",
                "mailto:ann@example.org",
                "file:///etc/passwd",
                "//example.org"
            })
    void only_an_address_of_the_web_is_a_link(String address) {
        assertThat(markdown("[words](" + address + ")")).containsExactly(paragraph("words"));
        assertThat(html("<a href='" + address + "'>words</a>")).containsExactly(paragraph("words"));
    }

    @Test
    void scripts_styles_and_badges_are_no_text() {
        assertThat(html("<script>alert(1)</script><style>a{}</style>words<div class='policy-indicators'>x</div>"
                        + "<svg><text>y</text></svg>"))
                .containsExactly(paragraph("words"));
    }

    @Test
    void peoples_addresses_are_hidden_in_what_was_found_even_across_marks_and_in_links() {
        assertThat(markdown("**ann**@example.org").toString())
                .contains("[address ")
                .doesNotContain("@");
        assertThat(markdown("[ann@](https://example.org)example.org").toString())
                .doesNotContain("ann@");
        assertThat(markdown("[Ann](https://example.org/users/ann%40example.org)"))
                .containsExactly(paragraph("Ann"));
        assertThat(Objects.requireNonNull(MarkdownText.written("Ask **ann**@example.org"))
                        .plain())
                .isEqualTo("Ask ann@example.org");
    }

    @Test
    void what_can_not_be_stored_is_left_out_and_direction_marks_stay() {
        assertThat(markdown("a\u0000b \uD800c \u202Ed").getFirst()).isEqualTo(paragraph("ab c \u202Ed"));
    }

    @Test
    void a_cut_is_visible() {
        assertThat(markdown("word ".repeat(3_300))
                        .getLast()
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .plain())
                .endsWith("…");
        assertThat(markdown("a\n\n".repeat(300))).hasSize(200).endsWith(paragraph("…"));
        assertThat(markdown("[a](https://example.org) ".repeat(655) + "b".repeat(9)))
                .endsWith(paragraph("…"));
    }

    @Test
    void plain_text_has_items_rows_and_addresses() {
        var text = new StructuredText(markdown("- [one](https://example.org)\n\n| A | B |\n|-|-|\n| 1 | 2 |"));

        assertThat(text.plain()).isEqualTo("- one (https://example.org)\nA | B\n1 | 2");
        assertThat(text.words()).isEqualTo("one\nA\nB\n1\n2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#### Remediation action:|do it",
                "**Remediation actions**|do it",
                "## How to fix|do it",
                "## Security Recommendation|do it",
                "### Details|",
                "**Remediation** is hard|"
            })
    void the_section_that_says_what_is_to_be_done_is_the_remedy(String title, String remedy) {
        var described = MarkdownText.described("Why.\n\n" + title + "\n\ndo it\n\n## Related links\n\n- x");

        assertThat(described.remedy() == null ? null : described.remedy().words())
                .isEqualTo(remedy);
        assertThat(Objects.requireNonNull(described.why()).words())
                .startsWith("Why.")
                .doesNotContain("Related");
    }

    @Test
    void a_heading_below_that_of_the_remedy_belongs_to_it() {
        var described = MarkdownText.described("## Remediation\n\na\n\n### Shell\n\nb\n\n## After\n\nc");

        assertThat(Objects.requireNonNull(described.remedy()).words()).isEqualTo("a\nShell\nb");
        assertThat(Objects.requireNonNull(described.why()).words()).isEqualTo("After\nc");
    }

    static Stream<String> hostile() {
        return Stream.of(
                        "> ",
                        "- ",
                        "1. ",
                        "* a\n",
                        "| a ",
                        "|a|\n|-|\n",
                        "||||||||||||||\n",
                        "<table><tr><td>",
                        "<ul><li>",
                        "<ol><li>a",
                        "<div>aaaaaaaa",
                        "[a](http://b) ",
                        "<a href='http://b'>a",
                        "<script>",
                        "\n\na",
                        "# a\n",
                        "<th>",
                        "<td>a</td>",
                        "```\n",
                        "    a\n",
                        "&amp;")
                .map(mark -> mark.repeat(JsonCursor.KEPT_CHARS / mark.length()));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    void of_a_hostile_text_little_is_kept(String text) {
        Stream.of(MarkdownText.found(text), HtmlText.found(text))
                .filter(Objects::nonNull)
                .forEach(SampleNotesTest::isBounded);
    }

    @Test
    void a_short_name_for_a_long_address_does_not_repeat_it_for_ever() {
        var text =
                "[a shorter name]: https://example.org/" + "x".repeat(1_900) + "\n\n" + "[a shorter name] ".repeat(800);

        var urls = markdown(text).stream()
                .flatMap(Block::lines)
                .flatMap(line -> line.spans().stream())
                .filter(span -> span.url() != null)
                .mapToInt(span -> span.url().length())
                .sum();

        assertThat(urls).isBetween(1, 34_000);
    }
}

package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.packs.PackForms.Csv;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.texts.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// Whatever evidence and names hold: it is text, in every form.
class HostilePacksTest {

    private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    private static final String TEMPLATE = "${7*7} {{7*7}} #{7*7} <%= 7*7 %>";
    private static final String MARKUP = "]]></style><!-- & &lt; \u0007\uFFFE";
    private static final String FORMULA = "=HYPERLINK(\"http://evil.example\")";
    private static final String BIDI = "a\u202Egpj.exe\u2066b";
    private static final String LONG = "x".repeat(1_000_000);

    /// Every text of the evidence, and the name of the environment, is this.
    private static ReviewContent saying(String text) {
        var stored = new String(SomePacks.content().canonicalBytes(), StandardCharsets.UTF_8);
        var json = new StringBuilder();
        for (var c : text.toCharArray()) {
            json.append(c == '"' || c == '\\' || c < ' ' || c >= 0x7f ? "\\u%04x".formatted((int) c) : c);
        }
        var hostile = stored;
        for (var field : List.of(
                "name",
                "title",
                "text",
                "resource",
                "raw_result",
                "raw_severity",
                "section",
                "product",
                "impact",
                "effort",
                "licence",
                "framework",
                "reason",
                "confirmed_by",
                "area",
                "control_id",
                "tool",
                "label")) {
            hostile = hostile.replaceAll(
                    "\"" + field + "\":\"[^\"]*\"",
                    java.util.regex.Matcher.quoteReplacement("\"" + field + "\":\"" + json + "\""));
        }
        // a reason of a gap is a code
        hostile = hostile.replaceAll("\"reason\":\"[^\"]*\",(\"references\")", "$1");
        return ReviewContent.parse(hostile.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text, PackProfile profile, PackFormat format) {
        return SomePacks.bytes(saying(text), new PackOrder(profile, format, Language.ENGLISH));
    }

    private static String html(String text, PackProfile profile) {
        return new String(bytes(text, profile, PackFormat.HTML), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void a_page_holds_no_markup_but_its_own_and_nothing_from_elsewhere(PackProfile profile) {
        var page = Jsoup.parse(html(SCRIPT + TEMPLATE + MARKUP, profile));

        assertThat(page.select(
                        "script, img:not([src^=data:image/png;base64,]), iframe, object, embed, form, link, base, svg"))
                .isEmpty();
        assertThat(page.select("[src]:not(.letterhead img), [onerror], [onload], [srcset]"))
                .isEmpty();
        assertThat(page.select("style")).hasSize(1);
        assertThat(page.text()).contains(SCRIPT, TEMPLATE, "]]></style><!-- & &lt; [U+0007][U+FFFE]");
        assertThat(page.select("style").first().data()).doesNotContain("url(", "@import");
    }

    @ParameterizedTest
    @EnumSource
    void what_turns_others_around_is_shown_by_its_number(PackProfile profile) throws IOException {
        assertThat(Jsoup.parse(html(BIDI, profile)).text()).contains("a[U+202E]gpj.exe[U+2066]b");
        assertThat(html(BIDI, profile)).doesNotContain("\u202E", "\u2066");
        assertThat(text(bytes(BIDI, profile, PackFormat.PDF))).contains("a[U+202E]gpj.exe[U+2066]b");
    }

    @ParameterizedTest
    @EnumSource
    void a_spreadsheet_takes_no_cell_for_a_formula(PackProfile profile) {
        for (var format : List.of(PackFormat.CSV, PackFormat.ACTION_PLAN)) {
            var rows = Csv.rows(new String(bytes(FORMULA, profile, format), StandardCharsets.UTF_8));

            assertThat(rows).hasSizeGreaterThan(1);
            assertThat(rows.stream().flatMap(List::stream))
                    .contains("'" + FORMULA)
                    .noneMatch(it -> it.startsWith("="));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_word_processor_and_a_tool_of_compliance_read_words_and_no_markup(PackProfile profile) throws IOException {
        var text = SCRIPT + TEMPLATE + MARKUP;

        var docx = PackForms.unpacked(bytes(text, profile, PackFormat.DOCX));
        assertThat(PackForms.words(bytes(text, profile, PackFormat.DOCX)))
                .contains(SCRIPT, TEMPLATE, "[U+0007][U+FFFE]");
        assertThat(docx.keySet()).noneMatch(it -> it.contains("vba") || it.contains("embeddings"));
        assertThat(new String(docx.get("word/document.xml"), StandardCharsets.UTF_8))
                .doesNotContain("<script", "instrText", "altChunk");
        var oscal = JsonMapper.shared().readTree(bytes(text, profile, PackFormat.OSCAL));
        oscal.findValuesAsString("description")
                .forEach(it -> assertThat(it).doesNotContainPattern("(?<!\\\\)[<`*_\\[]"));
    }

    @ParameterizedTest
    @EnumSource
    void pages_of_it_can_be_read_out_and_kept_and_lead_nowhere_by_themselves(PackProfile profile) throws IOException {
        for (var text : List.of(
                SCRIPT + TEMPLATE + MARKUP + FORMULA, "\u4E2D\u6587 \u05E9\u05DC\u05D5\u05DD \uD83D\uDE00 \u0301")) {
            var pdf = bytes(text, profile, PackFormat.PDF);

            assertThat(ProvenPdf.faults(pdf)).isEmpty();
            assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
                    .doesNotContain("/JavaScript", "/Launch", "/EmbeddedFile", "/OpenAction");
        }
        assertThat(text(bytes("\u4E2D", profile, PackFormat.PDF))).contains("[U+4E2D]");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ZIP")
    void a_line_of_a_million_characters_ends_in_time(PackFormat format) {
        assertThat(bytes(LONG, PackProfile.CUSTOMER, format)).hasSizeLessThan(100 << 20);
    }

    @Test
    void a_file_name_is_letters_digits_dots_and_hyphens() {
        assertThat(PackService.fileName(
                        SomePacks.review(),
                        new PackOrder(PackProfile.CUSTOMER, PackFormat.ACTION_PLAN, Language.GERMAN)))
                .isEqualTo("contoso-2026-11-02-customer-de.action-plan.csv")
                .matches(Pattern.compile("[A-Za-z0-9.-]+"));
    }

    private static String text(byte[] pdf) throws IOException {
        try (var read = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(read).replaceAll("\\s", "");
        }
    }
}

package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.packs.PackForms.Csv;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.texts.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The reviewer's own words in packs: apart from what was computed, in every form for reading, and for who may read
/// them.
class OwnWordsTest {

    private static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> ${7*7} {{7*7}} "
            + "]]></style><!-- =HYPERLINK(\"http://evil.example\") a\u202Egpj.exe\u2066b [go](javascript:alert(3))";

    @ParameterizedTest
    @EnumSource
    void they_stand_in_every_form_for_reading_and_in_no_table(PackProfile profile) throws IOException {
        var files = zip(SomePacks.NOTES, profile);

        for (var form : List.of(
                page(files),
                pdf(files.get("review.pdf")),
                PackForms.words(files.get("review.docx")),
                text(files, "review.json"),
                oscal(files).at("/assessment-results/metadata/remarks").asString())) {
            assertThat(form.replaceAll("\\s+", " ")).contains("In short", "the plan", "Of the posture.");
            assertThat(form.contains(SomePacks.INTERNAL)).isEqualTo(profile.isInternal());
            assertThat(form.contains("Ruth Reviewer")).isEqualTo(profile.isInternal());
        }
        assertThat(text(files, "findings.csv")).doesNotContain("the plan");
        assertThat(text(files, "action-plan.csv")).doesNotContain("the plan");
        assertThat(text(files, "README.txt")).doesNotContain("the plan");
    }

    @Test
    void they_are_set_apart_say_whose_they_are_and_stand_in_their_section() throws IOException {
        var page = Jsoup.parse(text(zip(SomePacks.NOTES, PackProfile.TECHNICAL), "review.html"));

        var own = page.select(".own-words[role=note]");
        assertThat(own).hasSize(4);
        assertThat(own.select(".own-label").eachText())
                .containsExactly(
                        "The reviewer’s own words",
                        "The reviewer’s own words",
                        "The reviewer’s own words",
                        "The reviewer’s own words · internal, not for customers");
        assertThat(page.select("#section-findings + .own-words table")).hasSize(1);
        assertThat(page.select("#section-control_posture + .own-words").text()).contains("Of the posture.");
        assertThat(page.select("#section-identity + .own-words").text()).contains(SomePacks.INTERNAL);
        assertThat(own.first().text()).contains("Ruth Reviewer, ");
        assertThat(own.select("a").attr("href")).isEqualTo("https://plan.example/a");
        assertThat(own.select("h1, h2, h3, h4")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"EXECUTIVE", "CUSTOMER"})
    void of_a_section_that_a_document_does_not_have_they_stand_on_the_first_page(PackProfile profile)
            throws IOException {
        var page = Jsoup.parse(text(zip(SomePacks.NOTES, profile), "review.html"));

        assertThat(page.select("#section-control_posture")).isEmpty();
        assertThat(page.select(".own-words[aria-label=The reviewer’s own words on: Control posture]")
                        .text())
                .contains("Of the posture.");
        assertThat(page.select(".own-words").eachText().getFirst()).contains("In short");
        assertThat(page.select("#section-drift ~ .own-words[aria-label*=Control posture]"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_nothing_is_said_of_is_as_it_was(PackFormat format) {
        var order = new PackOrder(PackProfile.TECHNICAL, format, Language.ENGLISH);
        var none = SomePacks.bytes(SomePacks.content(), List.of(), order);
        var some = SomePacks.bytes(SomePacks.content(), SomePacks.NOTES, order);
        var again = SomePacks.bytes(SomePacks.content(), SomePacks.NOTES, order);

        assertThat(again).isEqualTo(some);
        var isTable = format == PackFormat.CSV || format == PackFormat.ACTION_PLAN;
        assertThat(java.util.Arrays.equals(none, some)).isEqualTo(isTable);
        if (format != PackFormat.ZIP) {
            // that holds the schema, which names them
            assertThat(new String(none, StandardCharsets.UTF_8)).doesNotContain("\"notes\"", "class=\"own-words\"");
        }
    }

    @Test
    void the_manifest_covers_what_the_profile_tells() throws IOException {
        var customer = manifest(SomePacks.NOTES, PackProfile.CUSTOMER);
        var other = List.of(SomePacks.note(ReviewSection.WHOLE, "Otherwise.", false));

        assertThat(customer).startsWith("sha256:");
        assertThat(manifest(other, PackProfile.CUSTOMER)).startsWith("sha256:").isNotEqualTo(customer);
        assertThat(manifest(SomePacks.NOTES, PackProfile.TECHNICAL)).isNotEqualTo(customer);
        assertThat(manifest(List.of(), PackProfile.CUSTOMER)).isEmpty();
        assertThat(manifest(List.of(SomePacks.note(ReviewSection.WHOLE, "x", true)), PackProfile.CUSTOMER))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatever_they_hold_is_text(PackProfile profile) throws IOException {
        var notes = List.of(
                SomePacks.note(ReviewSection.WHOLE, HOSTILE, false),
                SomePacks.note(ReviewSection.CONTROL_POSTURE, "| " + HOSTILE + " |\n| - |\n| " + HOSTILE + " |", false),
                SomePacks.note(ReviewSection.FINDINGS, "# " + HOSTILE + "\n\n- " + HOSTILE, false));
        var files = zip(notes, profile);

        var page = Jsoup.parse(text(files, "review.html"));
        assertThat(page.select("script, iframe, object, embed, form, link, base, svg"))
                .isEmpty();
        // but for the logo of the letterhead
        assertThat(page.select("img:not([src^=data:image/png;base64,])")).isEmpty();
        assertThat(page.select(".own-words a, .own-words img")).isEmpty();
        assertThat(page.text()).contains("<script>alert(1)</script>", "${7*7} {{7*7}}", "a[U+202E]gpj.exe[U+2066]b");
        assertThat(text(files, "review.html")).doesNotContain("\u202E", "\u2066", "=\"javascript");
        assertThat(ProvenPdf.faults(files.get("review.pdf"))).isEmpty();
        assertThat(pdf(files.get("review.pdf")).replaceAll("\\s", "")).contains("a[U+202E]gpj.exe[U+2066]b");
        var docx = PackForms.unpacked(files.get("review.docx"));
        assertThat(new String(docx.get("word/document.xml"), StandardCharsets.UTF_8))
                .doesNotContain("<script", "instrText", "altChunk");
        assertThat(PackForms.words(files.get("review.docx"))).contains("<script>alert(1)</script>");
        assertThat(oscal(files).at("/assessment-results/metadata/remarks").asString())
                .contains("script")
                .doesNotContainPattern("(?<!\\\\)[<`*_\\[]");
        assertThat(Csv.rows(text(files, "findings.csv")).toString()).doesNotContain("evil.example");
    }

    @ParameterizedTest
    @EnumSource(names = {"PDF", "DOCX", "HTML", "JSON", "OSCAL"})
    void as_long_as_they_may_be_they_are_written_whole_and_in_time(PackFormat format) throws IOException {
        var one = "x".repeat(19_990) + "END";
        var words = "word ".repeat(3_998) + "END";
        var notes = List.of(
                SomePacks.note(ReviewSection.WHOLE, one, false), SomePacks.note(ReviewSection.FINDINGS, words, false));

        var bytes = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> SomePacks.bytes(
                        SomePacks.content(), notes, new PackOrder(PackProfile.CUSTOMER, format, Language.ENGLISH)));

        var read = switch (format) {
            case PDF -> pdf(bytes);
            case DOCX -> PackForms.words(bytes);
            default -> new String(bytes, StandardCharsets.UTF_8);
        };
        assertThat(read.replaceAll("\\s", "")).contains("xxEND", "wordEND");
    }

    private static Map<String, byte[]> zip(List<ReviewNote> notes, PackProfile profile) throws IOException {
        var order = new PackOrder(profile, PackFormat.ZIP, Language.ENGLISH);
        return PackForms.unpacked(SomePacks.bytes(SomePacks.content(), notes, order));
    }

    private static String manifest(List<ReviewNote> notes, PackProfile profile) throws IOException {
        return JsonMapper.shared()
                .readTree(zip(notes, profile).get("manifest.json"))
                .at("/review/notes_digest")
                .asString("");
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static String page(Map<String, byte[]> files) {
        return Jsoup.parse(text(files, "review.html")).text();
    }

    private static JsonNode oscal(Map<String, byte[]> files) {
        return JsonMapper.shared().readTree(files.get("assessment-results.oscal.json"));
    }

    private static String pdf(byte[] bytes) throws IOException {
        try (var read = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(read);
        }
    }
}

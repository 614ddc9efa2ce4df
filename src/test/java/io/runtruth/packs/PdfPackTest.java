package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.texts.Language;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The pages of a pack, looked at as a reader's program does.
class PdfPackTest {

    @ParameterizedTest
    @EnumSource
    void pages_can_be_read_out_and_kept(PackProfile profile) {
        for (var language : Language.values()) {
            assertThat(ProvenPdf.faults(SomePacks.pdf(profile, language))).isEmpty();
        }
    }

    @Test
    void each_page_says_which_review_it_is_of_and_how_many_there_are() throws IOException {
        try (var pdf = Loader.loadPDF(SomePacks.pdf(PackProfile.TECHNICAL, Language.GERMAN))) {
            var pages = pdf.getNumberOfPages();
            for (var page = 1; page <= pages; page++) {
                assertThat(text(pdf, page))
                        .contains("Contoso · Technik · Veröffentlicht · 0123456789ab")
                        .contains("Seite %d von %d".formatted(page, pages));
            }
        }
    }

    @Test
    void sections_are_in_the_outline_and_the_language_and_title_in_the_file() throws IOException {
        try (var pdf = Loader.loadPDF(SomePacks.pdf(PackProfile.CUSTOMER, Language.GERMAN))) {
            var catalog = pdf.getDocumentCatalog();

            assertThat(catalog.getLanguage()).isEqualTo("de");
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Sicherheits-Review: Contoso");
            assertThat(catalog.getDocumentOutline().children())
                    .extracting(it -> it.getTitle())
                    .containsSubsequence("Nach Bereich", "Befunde", "Herkunft");
        }
    }

    @Test
    void at_the_head_of_the_first_page_are_logo_and_address() throws IOException {
        try (var pdf = Loader.loadPDF(SomePacks.pdf(PackProfile.CUSTOMER, Language.ENGLISH))) {
            assertThat(text(pdf, 1)).contains("Northwind <b>Consulting</b>", "Hauptstraße 1");
            assertThat(pdf.getPage(0).getResources().getXObjectNames()).hasSize(1);
            assertThat(pdf.getPage(1).getResources().getXObjectNames()).isEmpty();
        }
    }

    /// Findings of every height, so that pages end at every place of one.
    @Test
    void a_finding_begins_on_a_page_with_words_beside_its_bar() throws IOException {
        var content = SomePacks.composed(300, PdfPackTest::check);
        var order = new PackOrder(PackProfile.TECHNICAL, PackFormat.PDF, Language.ENGLISH);
        try (var pdf = Loader.loadPDF(SomePacks.bytes(content, order))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(30);
            assertThat(BarsWithoutWords.in(pdf)).isEmpty();
            var words = new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
            assertThat(content.findings().controls()).allMatch(it -> words.contains(it.controlId()));
        }
    }

    private static Check check(int number) {
        return check(number, List.of());
    }

    private static Check check(int number, List<FrameworkReference> references) {
        return new Check(
                "C." + number + ".end",
                "C." + number + ".end",
                1,
                "Setting SHALL be configured as asked for. ".repeat(1 + number % 11),
                CheckResult.FAIL,
                "raw",
                null,
                Severity.values()[number % 4],
                null,
                null,
                "Area " + "of many words ".repeat(1 + number % 13),
                "resource-" + number,
                "Found that it differs from what is asked. ".repeat(1 + number % 7),
                "https://example.org/" + number,
                new CheckNotes(null, null, null, null, null, references, null, null, null));
    }

    @Test
    void what_is_said_of_a_finding_stands_beside_what_it_is_however_long_its_name() throws IOException {
        var references = List.of(
                new FrameworkReference("AWS-Well-Architected-Framework-Security-Pillar-of-many-words", "SEC03-BP03"),
                new FrameworkReference("ENS-RD2022", "op.ext.7.aws.am.1"),
                new FrameworkReference("CIS-3.0", "1.20"));
        var content = SomePacks.composed(1, _ -> check(1, references));
        var order = new PackOrder(PackProfile.TECHNICAL, PackFormat.PDF, Language.ENGLISH);
        try (var pdf = Loader.loadPDF(SomePacks.bytes(content, order))) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            assertThat(stripper.getText(pdf)).contains("ENS-RD2022 op.ext.7.aws.am.1\n", "CIS-3.0 1.20\n");
        }
    }

    @Test
    void paper_is_a4_or_letter() throws IOException {
        assertThat(size(Paper.A4)).isEqualTo(List.of(595, 842));
        assertThat(size(Paper.LETTER)).isEqualTo(List.of(612, 792));
    }

    private static List<Integer> size(Paper paper) throws IOException {
        var order = new PackOrder(PackProfile.EXECUTIVE, PackFormat.PDF, Language.ENGLISH, paper);
        try (var pdf = Loader.loadPDF(SomePacks.bytes(SomePacks.content(), order))) {
            var box = pdf.getPage(0).getMediaBox();
            return List.of(Math.round(box.getWidth()), Math.round(box.getHeight()));
        }
    }

    private static String text(PDDocument pdf, int page) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(pdf);
    }
}

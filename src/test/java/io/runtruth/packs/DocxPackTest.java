package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.texts.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A document for word processors, read back by one's library.
class DocxPackTest {

    private static XWPFDocument read(PackProfile profile, Language language) throws IOException {
        var order = new PackOrder(profile, PackFormat.DOCX, language);
        return new XWPFDocument(new ByteArrayInputStream(SomePacks.bytes(SomePacks.content(), order)));
    }

    @ParameterizedTest
    @EnumSource
    void it_is_read_and_written_again_without_a_loss(PackProfile profile) throws IOException {
        try (var document = read(profile, Language.GERMAN)) {
            var written = new ByteArrayOutputStream();
            document.write(written);
            try (var again = new XWPFDocument(new ByteArrayInputStream(written.toByteArray()))) {
                assertThat(again.getBodyElements()).hasSameSizeAs(document.getBodyElements());
            }
        }
    }

    @Test
    void headings_are_headings_and_each_table_repeats_its_head() throws IOException {
        try (var document = read(PackProfile.TECHNICAL, Language.ENGLISH)) {
            assertThat(document.getParagraphs().stream()
                            .map(XWPFParagraph::getStyle)
                            .dropWhile(it -> it.equals("Note")))
                    .first()
                    .isEqualTo("Heading1");
            assertThat(document.getParagraphs().stream()
                            .filter(it -> "Heading2".equals(it.getStyle()))
                            .map(XWPFParagraph::getText))
                    .containsSubsequence("By area", "Begin with these", "Findings", "Provenance", "How to read this");
            assertThat(document.getTables()).isNotEmpty();
            assertThat(document.getTables().getFirst().getRow(0).isRepeatHeader())
                    .isTrue();
            assertThat(document.getProperties().getCoreProperties().getTitle()).isEqualTo("Security review: Contoso");
        }
    }

    @Test
    void at_its_head_are_logo_and_address_and_their_words_for_who_can_not_see_them() throws IOException {
        try (var document = read(PackProfile.CUSTOMER, Language.ENGLISH)) {
            var pictures =
                    document.getParagraphs().getFirst().getRuns().getFirst().getEmbeddedPictures();

            assertThat(pictures).singleElement().satisfies(it -> {
                assertThat(it.getPictureData().getData())
                        .isEqualTo(SomePacks.letterhead().logo().png());
                assertThat(it.getDescription()).isEqualTo("Logo");
                assertThat(it.getWidth()).isEqualTo(180);
            });
            assertThat(document.getParagraphs().stream().map(XWPFParagraph::getText))
                    .containsSubsequence("Northwind <b>Consulting</b>", "Hauptstraße 1", "Security review: Contoso");
        }
    }

    @Test
    void its_footer_says_which_review_it_is_of_and_counts_the_pages() throws IOException {
        try (var document = read(PackProfile.EXECUTIVE, Language.ENGLISH)) {
            assertThat(document.getFooterList().getFirst().getText())
                    .contains("Contoso · Executive · Published · 0123456789ab", "Page ");
        }
    }

    @Test
    void a_link_leads_where_the_evidence_says_and_only_to_the_web() throws IOException {
        try (var document = read(PackProfile.TECHNICAL, Language.ENGLISH)) {
            assertThat(document.getHyperlinks())
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it.getURL()).matches("https?://.*"));
        }
    }
}

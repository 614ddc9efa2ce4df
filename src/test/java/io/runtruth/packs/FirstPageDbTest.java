package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.Upload;
import io.runtruth.testing.DatabaseTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The first page answers (contract 6), also of several tools together: it is one.
class FirstPageDbTest extends DatabaseTest {

    private static final Path MAESTER =
            ComposedReviews.SAMPLES.resolve("maester/maester-0.1.0-test-results-2025-04-30.json");
    private static final Path SCUBAGEAR =
            ComposedReviews.SAMPLES.resolve("scubagear/scubagear-1.8.0-ScubaResults_fa5589b7.json");
    private static final Path ZTA =
            ComposedReviews.SAMPLES.resolve("zero-trust-assessment/zta-2.1.91-demo-2026-02-17.extracted.json");

    private final ComposedReviews reviews;
    private final EvidenceService evidence;

    FirstPageDbTest(ComposedReviews reviews, EvidenceService evidence) {
        this.reviews = reviews;
        this.evidence = evidence;
    }

    @ParameterizedTest
    @EnumSource
    void what_two_real_files_say_first_is_on_one_page(PackProfile profile) throws IOException {
        assertOnePage(profile, "speaks of 2 targets", MAESTER, SCUBAGEAR);
    }

    @ParameterizedTest
    @EnumSource
    void what_three_real_files_say_first_is_on_one_page(PackProfile profile) throws IOException {
        assertOnePage(profile, "speaks of 3 targets", MAESTER, SCUBAGEAR, ZTA);
    }

    private void assertOnePage(PackProfile profile, String targets, Path first, Path... others) throws IOException {
        assumeTrue(Files.isRegularFile(first), () -> "no sample files in " + ComposedReviews.SAMPLES);
        var one = reviews.of(first).orElseThrow();
        for (var other : others) {
            try (var in = Files.newInputStream(other)) {
                evidence.importFile(
                        one.owner,
                        one.scope,
                        Upload.of(other.getFileName().toString(), in).confirmed());
            }
        }
        var all = reviews.composed(one.scope, one.owner);

        try (var pdf = Loader.loadPDF(all.pack(profile, PackFormat.PDF))) {
            assertThat(page(pdf, 1)).contains("Begin with these", "What may not be assumed", targets);
            assertThat(page(pdf, 2)).doesNotContain("What may not be assumed");
        }
    }

    private static String page(PDDocument pdf, int number) throws IOException {
        var text = new PDFTextStripper();
        text.setStartPage(number);
        text.setEndPage(number);
        return text.getText(pdf).strip();
    }
}

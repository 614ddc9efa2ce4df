package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.Upload;
import io.runtruth.testing.DatabaseTest;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Import;

/// The first page answers (contract 6), also of two tools together: it is one.
@Import(ComposedReviews.class)
class FirstPageDbTest extends DatabaseTest {

    private final ComposedReviews reviews;
    private final EvidenceService evidence;

    FirstPageDbTest(ComposedReviews reviews, EvidenceService evidence) {
        this.reviews = reviews;
        this.evidence = evidence;
    }

    @ParameterizedTest
    @EnumSource
    void what_two_real_files_say_first_is_on_one_page(PackProfile profile) throws IOException {
        var maester = ComposedReviews.SAMPLES.resolve("maester/maester-0.1.0-test-results-2025-04-30.json");
        var scuba = ComposedReviews.SAMPLES.resolve("scubagear/scubagear-1.8.0-ScubaResults_fa5589b7.json");
        assumeTrue(Files.isRegularFile(maester), () -> "no sample files in " + ComposedReviews.SAMPLES);
        var one = reviews.of(maester).orElseThrow();
        try (var in = Files.newInputStream(scuba)) {
            evidence.importFile(
                    one.owner, one.scope, Upload.of("scuba.json", in).confirmed());
        }
        var both = reviews.composed(one.scope, one.owner);

        try (var pdf = Loader.loadPDF(both.pack(profile, PackFormat.PDF))) {
            assertThat(page(pdf, 1)).contains("Begin with these", "What may not be assumed", "speaks of 2 targets");
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

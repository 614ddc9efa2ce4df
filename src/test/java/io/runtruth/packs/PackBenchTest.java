package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.texts.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A review of 20,000 checks, each of a control of its own, as a document and as packs.
@Tag("bench")
class PackBenchTest {

    private static final int CHECKS = 20_000;
    private static final List<CheckResult> RESULTS =
            List.of(CheckResult.PASS, CheckResult.FAIL, CheckResult.WARNING, CheckResult.MANUAL);

    @Test
    void a_large_review_is_pages_in_time() throws IOException {
        pack(composed(100), PackProfile.TECHNICAL, PackFormat.PDF);
        var begun = System.nanoTime();
        var content = composed(CHECKS);
        print("composed", begun, "");
        for (var profile : PackProfile.values()) {
            for (var format : PackFormat.values()) {
                begun = System.nanoTime();
                var bytes = pack(content, profile, format);
                var took = print(
                        profile.code() + "." + format.code(), begun, bytes.length + " bytes" + pages(format, bytes));
                assertThat(took).isLessThan(PackSpool.LONGEST);
            }
        }
    }

    private static String pages(PackFormat format, byte[] bytes) throws IOException {
        if (format != PackFormat.PDF) {
            return "";
        }
        try (var pdf = Loader.loadPDF(bytes)) {
            return ", " + pdf.getNumberOfPages() + " pages";
        }
    }

    private static Duration print(String what, long begun, String also) {
        var took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf("%-28s %6d ms  %s%n", what, took.toMillis(), also);
        return took;
    }

    private static byte[] pack(ReviewContent content, PackProfile profile, PackFormat format) {
        return SomePacks.bytes(content, new PackOrder(profile, format, Language.ENGLISH));
    }

    private static ReviewContent composed(int checks) {
        return SomePacks.composed(checks, PackBenchTest::check);
    }

    private static Check check(int number) {
        return new Check(
                "C." + number,
                "C." + number,
                1,
                "Setting number " + number + " SHALL be configured as the baseline asks for",
                RESULTS.get(number % RESULTS.size()),
                "raw",
                null,
                Severity.values()[number % 4],
                null,
                null,
                "Area " + number % 30,
                "resource-" + number,
                "Found that setting " + number + " differs from what is asked.",
                "https://example.org/" + number,
                CheckNotes.NONE);
    }
}

package io.runtruth.packs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.DocumentEnvironment;
import io.runtruth.reviews.ReviewContent.DocumentFile;
import io.runtruth.reviews.ReviewContent.DocumentTarget;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.compose.ComposeInput;
import io.runtruth.reviews.compose.ReviewComposer;
import io.runtruth.shared.Scope;
import io.runtruth.texts.Language;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A review of 20,000 checks, each of a control of its own, as a document and as packs.
@Tag("bench")
class PackBenchTest {

    private static final int CHECKS = 20_000;
    private static final UUID SNAPSHOT = new UUID(0, 1);
    private static final Instant AT = Instant.parse("2026-05-04T17:15:48Z");
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
        var source = new Source(
                SNAPSHOT,
                "scubagear",
                "ScubaGear",
                "1.8.0",
                new DocumentTarget("tenant-0001", "Tenant", null),
                AT,
                false,
                false,
                new DocumentFile("results.json", 1, "sha256:f", "sha256:p"),
                false,
                new TreeMap<>(Map.of("raw", (long) checks)),
                List.of(),
                new TreeMap<>(),
                List.of());
        var environment = new DocumentEnvironment(new Scope(new UUID(7, 7), new UUID(8, 8)), "contoso", "Contoso");
        var composer = new ReviewComposer(new ComposeInput(environment, List.of(source), List.of(), List.of(), null));
        for (var number = 0; number < checks; number++) {
            composer.add(SNAPSHOT, check(number));
        }
        return composer.compose(section -> {});
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

package io.runtruth.reviews.compose;

import static io.runtruth.testing.NotesBuilder.someNotes;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import io.runtruth.reviews.ReviewContent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the composition of 20,000 checks costs in time and in heap, beside writing the same checks as plain JSON in
/// the same run; printed, and judged by the promise of 5 s only.
@Tag("bench")
class ComposeBenchTest {

    private static final int CHECKS = 20_000;
    private static final int ROUNDS = 5;
    private static final CheckResult[] RESULTS = {CheckResult.FAIL, CheckResult.PASS, CheckResult.MANUAL};

    private record Cost(Duration took, long allocatedBytes, long made) {}

    @Test
    void twenty_thousand_checks_of_two_thousand_controls() {
        compare("20,000 checks of 2,000 controls", 2_000);
    }

    @Test
    void twenty_thousand_checks_of_as_many_controls() {
        compare("20,000 checks of 20,000 controls", CHECKS);
    }

    private static void compare(String what, int controls) {
        var checks =
                IntStream.range(0, CHECKS).mapToObj(n -> check(n, n % controls)).toList();

        var plain = best(() -> JsonMapper.shared().writeValueAsBytes(checks));
        var composed = best(() -> compose(checks).canonicalBytes());
        var bytes = compose(checks).canonicalBytes();
        var read = best(() -> {
            ReviewContent.parse(bytes);
            return bytes;
        });

        print(what + ", as plain JSON (baseline)", plain, plain);
        print(what + ", composed and written", composed, plain);
        print(what + ", read again", read, plain);
        assertThat(composed.took()).isLessThan(Duration.ofSeconds(5));
    }

    private static ReviewContent compose(List<Check> checks) {
        var raw = checks.stream().collect(Collectors.groupingBy(Check::rawResult, TreeMap::new, Collectors.counting()));
        var source = Composition.source(Composition.FIRST, "ScubaGear", false, raw);
        var composer = new ReviewComposer(new Composition().with(source).input());
        checks.forEach(check -> composer.add(Composition.FIRST, check));
        return composer.compose(section -> {});
    }

    private static Check check(int n, int control) {
        var remedy = new StructuredText(List.of(new Paragraph(Line.of("Turn it on. ".repeat(40) + control))));
        var rationale = new StructuredText(List.of(new Paragraph(Line.of("It is a risk. ".repeat(40) + control))));
        var references = List.of(new FrameworkReference("CIS", "1." + control));
        return CheckBuilder.aCheck("control " + control)
                .result(RESULTS[control % RESULTS.length])
                .severity(Severity.values()[control % Severity.values().length])
                .in("area " + control % 30)
                .on("resource " + n)
                .detail("It is not as it should be. ".repeat(4) + n)
                .notes(someNotes()
                        .group("Group")
                        .product("Product")
                        .impact("Low")
                        .effort("High")
                        .references(references)
                        .remedy(remedy)
                        .rationale(rationale)
                        .build())
                .build();
    }

    private static Cost best(Supplier<byte[]> work) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var best = new Cost(Duration.ofDays(1), Long.MAX_VALUE, 0);
        for (int round = 0; round < ROUNDS; round++) {
            var allocated = threads.getCurrentThreadAllocatedBytes();
            var start = System.nanoTime();
            var made = work.get();
            var took = Duration.ofNanos(System.nanoTime() - start);
            if (took.compareTo(best.took()) < 0) {
                best = new Cost(took, threads.getCurrentThreadAllocatedBytes() - allocated, made.length);
            }
        }
        return best;
    }

    private static void print(String what, Cost cost, Cost baseline) {
        System.out.printf(
                Locale.ROOT,
                "%-66s %,6d ms (x %.1f) %,8d KiB allocated (x %.1f) %,8d KiB made%n",
                what,
                cost.took().toMillis(),
                (double) cost.took().toNanos() / baseline.took().toNanos(),
                cost.allocatedBytes() / 1024,
                (double) cost.allocatedBytes() / baseline.allocatedBytes(),
                cost.made() / 1024);
    }
}

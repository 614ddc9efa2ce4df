package io.runtruth.reviews.compose;

import static io.runtruth.testing.NotesBuilder.someNotes;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import io.runtruth.reviews.ReviewContent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The largest evidence that is taken (contract 6), made as it is read: no two checks share a control, an area or a
/// resource, and every text is as long as one may be. Run as a process of its own, it prints the content twice
/// composed.
final class MillionChecks {

    private static final int CHECKS = 1_000_000;
    private static final CheckResult[] RESULTS = {CheckResult.FAIL, CheckResult.PASS, CheckResult.MANUAL};
    private static final String LONG_TEXT = "detail ".repeat(500);

    private MillionChecks() {}

    static ReviewContent compose() {
        var raw = new TreeMap<>(Map.of("raw fail", 333_334L, "raw pass", 333_333L, "raw manual", 333_333L));
        var source = Composition.source(Composition.FIRST, "ScubaGear", false, raw);
        var facts = new Composition().with(source).input();
        var composer = new ReviewComposer(facts);
        for (int n = CHECKS - 1; n >= 0; n--) {
            composer.add(Composition.FIRST, check(n));
        }
        return composer.compose(section -> {});
    }

    private static Check check(int n) {
        var number = Integer.toString(CHECKS + n);
        return CheckBuilder.aCheck("control " + number)
                .result(RESULTS[n % RESULTS.length])
                .severity(Severity.values()[n % Severity.values().length])
                .in("area " + number)
                .on("resource " + number)
                .detail(LONG_TEXT + number)
                .notes(someNotes().rationale(why(number)).build())
                .build();
    }

    private static StructuredText why(String number) {
        return new StructuredText(List.of(new Paragraph(Line.of("why " + LONG_TEXT + number))));
    }

    public static void main(String[] arguments) {
        for (var _ : List.of(1, 2)) {
            System.out.writeBytes(compose().canonicalBytes());
            System.out.println();
        }
    }
}

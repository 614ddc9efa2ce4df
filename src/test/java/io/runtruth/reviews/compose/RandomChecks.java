package io.runtruth.reviews.compose;

import static io.runtruth.testing.NotesBuilder.someNotes;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/// Checks as no tool would write them, the same for the same seed: ids that repeat, areas and resources by the
/// hundred.
final class RandomChecks {

    private static final String[] REASONS = {null, "not_connected", "no_licence", "planned", "unheard of"};

    private RandomChecks() {}

    static List<Check> checks(Random random, int count) {
        var ordinals = new HashMap<String, Integer>();
        var checks = new ArrayList<Check>();
        for (int n = 0; n < count; n++) {
            var control = "C" + random.nextInt(150);
            var resource = random.nextInt(3) == 0 ? null : "r" + random.nextInt(40);
            var check = CheckBuilder.aCheck(control)
                    .on(resource)
                    .ordinal(ordinals.merge(control + "/" + resource, 1, Integer::sum))
                    .title("Title " + random.nextInt(2))
                    .result(any(random, CheckResult.values()))
                    .because(any(random, REASONS))
                    .severity(any(random, Severity.values()))
                    .in(random.nextInt(9) == 0 ? "" : "area " + random.nextInt(300))
                    .detail("detail " + n)
                    .notes(someNotes().rationale(why(random)).build());
            if (random.nextInt(6) == 0) {
                check.suppressed(any(random, REASONS), LocalDate.EPOCH.plusDays(n));
            }
            checks.add(check.build());
        }
        return checks;
    }

    private static StructuredText why(Random random) {
        var which = random.nextInt(20);
        return which == 0 ? null : new StructuredText(List.of(new Paragraph(Line.of("why " + which))));
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}

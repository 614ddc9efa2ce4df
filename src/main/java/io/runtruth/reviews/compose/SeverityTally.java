package io.runtruth.reviews.compose;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.Counts;
import java.util.EnumMap;
import java.util.Map;

/// Counts checks by severity and result.
final class SeverityTally {

    private final Map<Severity, ResultTally> severities = new EnumMap<>(Severity.class);

    void add(Check check) {
        at(check.severity()).add(check);
    }

    void addAll(SeverityTally other) {
        other.severities.forEach((severity, tally) -> at(severity).addAll(tally));
    }

    private ResultTally at(Severity severity) {
        return severities.computeIfAbsent(severity, _ -> new ResultTally());
    }

    boolean isEmpty() {
        return severities.isEmpty();
    }

    Map<Severity, Counts> counts() {
        var counts = new EnumMap<Severity, Counts>(Severity.class);
        severities.forEach((severity, tally) -> counts.put(severity, tally.counts()));
        return counts;
    }
}

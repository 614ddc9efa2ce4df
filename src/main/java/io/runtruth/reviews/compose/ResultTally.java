package io.runtruth.reviews.compose;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.ReviewContent.Counts;
import java.util.EnumMap;
import java.util.Map;

/// Counts checks by result, suppressed ones apart.
final class ResultTally {

    private final Map<CheckResult, Long> results = new EnumMap<>(CheckResult.class);
    private final Map<CheckResult, Long> suppressed = new EnumMap<>(CheckResult.class);

    void add(Check check) {
        (check.suppressed() ? suppressed : results).merge(check.result(), 1L, Long::sum);
    }

    void addAll(ResultTally other) {
        other.results.forEach((result, count) -> results.merge(result, count, Long::sum));
        other.suppressed.forEach((result, count) -> suppressed.merge(result, count, Long::sum));
    }

    Counts counts() {
        return new Counts(results, suppressed);
    }
}

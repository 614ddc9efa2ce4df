package io.runtruth.reviews;

import io.runtruth.evidence.CheckResult;
import java.util.LinkedHashMap;
import java.util.Map;

/// The few numbers of a review that its run and the lists show.
final class SummaryCounts {

    private SummaryCounts() {}

    /// Under the known keys of a run's summary counts; suppressed checks count in `checks` only.
    static Map<String, Long> counts(ReviewContent content) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("snapshots", (long) content.provenance().snapshots().size());
        var summary = content.executiveSummary();
        counts.put("checks", summary == null ? 0L : summary.counts().total());
        counts.put("pass", summary == null ? 0L : summary.counts().of(CheckResult.PASS));
        counts.put("fail", summary == null ? 0L : summary.counts().of(CheckResult.FAIL));
        counts.put("warning", summary == null ? 0L : summary.counts().of(CheckResult.WARNING));
        return counts;
    }
}

package io.runtruth.ui.reviews;

import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.ReviewContent.Counts;
import io.runtruth.reviews.ReviewContent.Coverage;
import io.runtruth.reviews.ReviewContent.ExecutiveSummary;
import io.runtruth.reviews.ReviewContent.Rate;
import io.runtruth.ui.kit.LocalFormat;
import org.jspecify.annotations.Nullable;

/// The posture in sentences that count and do not judge: coverage before score.
final class SummarySection extends DocumentSection {

    private final LocalFormat format;

    SummarySection(ExecutiveSummary summary, LocalFormat format) {
        super("executive_summary");
        this.format = format;
        coverage(summary.coverage());
        paragraph(score(summary.rate(), summary.coverage()));
        failed(summary);
        suppressed(summary.counts());
        collected(summary);
    }

    private void coverage(Coverage coverage) {
        var assessed = getTranslation("document.summary.coverage", coverage.assessed(), coverage.checks());
        if (coverage.gaps().isEmpty()) {
            paragraph(assessed);
        } else {
            paragraph(
                    assessed, getTranslation("document.summary.gaps", counted("review.gap.", coverage.gaps(), format)));
        }
    }

    private String score(@Nullable Rate rate, Coverage coverage) {
        if (rate == null) {
            return getTranslation("document.summary.no_rate", coverage.assessed(), coverage.checks());
        }
        if (rate.basisPoints().isEmpty()) {
            return getTranslation("document.summary.no_score", coverage.checks());
        }
        return getTranslation(
                "document.summary.score",
                rate.passed(),
                rate.rated(),
                format.share(rate.basisPoints().getAsInt()),
                coverage.assessed(),
                coverage.checks());
    }

    private void failed(ExecutiveSummary summary) {
        var failed = summary.counts().of(CheckResult.FAIL);
        var warnings =
                getTranslation("document.summary.warnings", summary.counts().of(CheckResult.WARNING));
        if (failed == 0) {
            paragraph(getTranslation("document.summary.none_failed"), warnings);
        } else {
            var severities = counted("review.severity_count.", summary.failed(), format);
            paragraph(getTranslation("document.summary.failed", failed, severities), warnings);
        }
    }

    private void suppressed(Counts counts) {
        if (counts.totalSuppressed() > 0) {
            paragraph(getTranslation("document.summary.suppressed", counts.totalSuppressed()));
        }
    }

    private void collected(ExecutiveSummary summary) {
        var from = format.dateTime(summary.collectedFrom());
        paragraph(
                summary.collectedFrom().equals(summary.collectedTo())
                        ? getTranslation("document.summary.collected", from)
                        : getTranslation(
                                "document.summary.collected_between", from, format.dateTime(summary.collectedTo())));
    }
}

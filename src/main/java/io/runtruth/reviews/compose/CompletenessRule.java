package io.runtruth.reviews.compose;

import io.runtruth.evidence.FileFacts;
import io.runtruth.reviews.ReviewContent.Completeness;
import io.runtruth.reviews.ReviewContent.Completeness.CompletenessState;
import io.runtruth.reviews.ReviewContent.Completeness.PartialReason;
import io.runtruth.reviews.ReviewContent.Coverage;
import io.runtruth.reviews.ReviewContent.Source;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// How complete the evidence is (contract 6.1.1, content).
final class CompletenessRule {

    private static final List<String> NOT_WHOLE =
            List.of(FileFacts.RUN_FAILED, FileFacts.RUN_ERRORS, FileFacts.NOT_ALL, FileFacts.PROFILE_NOT_RUN);

    private CompletenessRule() {}

    static Completeness of(ComposeInput input, Coverage coverage) {
        var reasons = reasons(input, coverage);
        if (coverage.checks() == 0) {
            return new Completeness(CompletenessState.MISSING, reasons);
        }
        return new Completeness(reasons.isEmpty() ? CompletenessState.COMPLETE : CompletenessState.PARTIAL, reasons);
    }

    private static Map<PartialReason, Long> reasons(ComposeInput input, Coverage coverage) {
        var reasons = new EnumMap<PartialReason, Long>(PartialReason.class);
        coverage.gaps().forEach((gap, count) -> {
            switch (gap) {
                case ERROR -> reasons.put(PartialReason.ERRORS, count);
                case MANUAL -> reasons.put(PartialReason.MANUAL_OPEN, count);
                case UNKNOWN -> reasons.put(PartialReason.UNKNOWN_RESULTS, count);
                case NOT_CONNECTED, NO_LICENCE, NO_PERMISSION, NOT_RUN, NOT_IN_PROFILE, PLANNED, OTHER ->
                    reasons.merge(PartialReason.NOT_ASSESSED, count, Long::sum);
                case SUPPRESSED, NOT_APPLICABLE, INFORMATIONAL -> {}
            }
        });
        reasons.put(PartialReason.EVIDENCE_TOO_OLD, (long) input.leftOut().size());
        reasons.put(PartialReason.FAILURES_ONLY, sources(input, Source::failuresOnly));
        reasons.put(PartialReason.RUN_FAILED, sources(input, CompletenessRule::isNotWhole));
        reasons.put(
                PartialReason.NO_CHECKS,
                sources(input, source -> source.rawResults().isEmpty()));
        reasons.put(PartialReason.TIME_UNKNOWN, sources(input, Source::collectedAtUpload));
        reasons.values().removeIf(count -> count == 0);
        return reasons;
    }

    private static long sources(ComposeInput input, Predicate<Source> concerned) {
        return input.sources().stream().filter(concerned).count();
    }

    private static boolean isNotWhole(Source source) {
        return NOT_WHOLE.stream().anyMatch(source::isWarned);
    }
}

package io.runtruth.reviews.compose;

import io.runtruth.evidence.FileFacts;
import io.runtruth.reviews.ReviewContent.Completeness;
import io.runtruth.reviews.ReviewContent.Completeness.Reason;
import io.runtruth.reviews.ReviewContent.Completeness.State;
import io.runtruth.reviews.ReviewContent.Coverage;
import io.runtruth.reviews.ReviewContent.Source;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/// How complete the evidence is (contract 6.1.1, content).
final class CompletenessRule {

    private CompletenessRule() {}

    static Completeness of(ComposeInput input, Coverage coverage) {
        var reasons = reasons(input, coverage);
        if (coverage.checks() == 0) {
            return new Completeness(State.MISSING, reasons);
        }
        return new Completeness(reasons.isEmpty() ? State.COMPLETE : State.PARTIAL, reasons);
    }

    private static Map<Reason, Long> reasons(ComposeInput input, Coverage coverage) {
        var reasons = new EnumMap<Reason, Long>(Reason.class);
        coverage.gaps().forEach((gap, count) -> {
            switch (gap) {
                case ERROR -> reasons.put(Reason.ERRORS, count);
                case MANUAL -> reasons.put(Reason.MANUAL_OPEN, count);
                case UNKNOWN -> reasons.put(Reason.UNKNOWN_RESULTS, count);
                case NOT_CONNECTED, NO_LICENCE, NO_PERMISSION, NOT_RUN, NOT_IN_PROFILE, PLANNED, OTHER ->
                    reasons.merge(Reason.NOT_ASSESSED, count, Long::sum);
                case SUPPRESSED, NOT_APPLICABLE, INFORMATIONAL -> {}
            }
        });
        reasons.put(Reason.EVIDENCE_TOO_OLD, (long) input.leftOut().size());
        reasons.put(Reason.FAILURES_ONLY, sources(input, Source::failuresOnly));
        reasons.put(Reason.RUN_FAILED, sources(input, CompletenessRule::isNotWhole));
        reasons.put(
                Reason.NO_CHECKS, sources(input, source -> source.rawResults().isEmpty()));
        reasons.put(Reason.TIME_UNKNOWN, sources(input, Source::collectedAtUpload));
        reasons.values().removeIf(count -> count == 0);
        return reasons;
    }

    private static long sources(ComposeInput input, Predicate<Source> concerned) {
        return input.sources().stream().filter(concerned).count();
    }

    private static boolean isNotWhole(Source source) {
        return source.isWarned(FileFacts.RUN_FAILED) || source.isWarned(FileFacts.RUN_ERRORS);
    }
}

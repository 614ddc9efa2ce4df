package io.runtruth.reviews.compose;

import io.runtruth.evidence.Check;
import io.runtruth.reviews.ReviewContent.Coverage;
import io.runtruth.reviews.ReviewContent.Gap;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which checks a rate speaks about, and why the others are not among them. Nothing but a pass, a failure or a
/// warning counts as assessed.
final class CoverageFold {

    private final Map<Gap, Long> gaps = new EnumMap<>(Gap.class);
    private long checks;
    private long assessed;

    void add(Check check) {
        checks++;
        gap(check).ifPresentOrElse(gap -> gaps.merge(gap, 1L, Long::sum), () -> assessed++);
    }

    Coverage coverage() {
        return new Coverage(checks, assessed, gaps);
    }

    static Optional<Gap> gap(Check check) {
        if (check.suppressed()) {
            return Optional.of(Gap.SUPPRESSED);
        }
        return switch (check.result()) {
            case PASS, FAIL, WARNING -> Optional.empty();
            case MANUAL -> Optional.of(Gap.MANUAL);
            case NOT_APPLICABLE -> Optional.of(Gap.NOT_APPLICABLE);
            case NOT_ASSESSED -> Optional.of(notAssessed(check.resultReason()));
            case ERROR -> Optional.of(Gap.ERROR);
            case INFORMATIONAL -> Optional.of(Gap.INFORMATIONAL);
            case UNKNOWN -> Optional.of(Gap.UNKNOWN);
        };
    }

    private static Gap notAssessed(@Nullable String reason) {
        return switch (reason) {
            case "not_connected" -> Gap.NOT_CONNECTED;
            case "no_licence" -> Gap.NO_LICENCE;
            case "no_permission" -> Gap.NO_PERMISSION;
            case "not_run" -> Gap.NOT_RUN;
            case "not_in_profile" -> Gap.NOT_IN_PROFILE;
            case "planned" -> Gap.PLANNED;
            case null, default -> Gap.OTHER;
        };
    }
}

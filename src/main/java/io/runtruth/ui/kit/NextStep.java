package io.runtruth.ui.kit;

import io.runtruth.access.Capability;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.shared.Coded;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// The one thing that is to be done about an environment, whoever does it (contract 9).
public enum NextStep implements Coded {
    /// Its newest composition asks something of a person.
    LOOK(Capability.OPERATIONS_VIEW),
    UPLOAD(Capability.EVIDENCE_IMPORT),
    COMPOSE(Capability.ENVIRONMENT_REVIEW_MANAGE),
    PUBLISH(Capability.ENVIRONMENT_REVIEW_MANAGE),
    /// An accepted risk ends soon, or is due to be looked at again.
    ACCEPTED(Capability.ENVIRONMENT_REVIEW_MANAGE);

    private final Capability needed;

    NextStep(Capability needed) {
        this.needed = needed;
    }

    /// What a person needs to be offered it.
    public Capability needed() {
        return needed;
    }

    /// Empty where all is done, and while a composition is under way.
    public static Optional<NextStep> of(EnvironmentReviewRow row, Instant now) {
        var run = row.run();
        if (row.archived() || (run != null && run.status().isActive())) {
            return Optional.empty();
        }
        if (run != null && run.needsAttention()) {
            return Optional.of(LOOK);
        }
        if (row.evidence().collectedAt() == null || row.evidence().isTooOld(now)) {
            return Optional.of(UPLOAD);
        }
        var review = row.review();
        if (review == null || row.evidence().isNewer() || row.accepted().isChanged()) {
            return Optional.of(COMPOSE);
        }
        if (review.status() == ReviewStatus.READY) {
            return Optional.of(PUBLISH);
        }
        return row.accepted().asksUntil() == null ? Optional.empty() : Optional.of(ACCEPTED);
    }

    /// Worst first: what asks for a person, what is too old, what has no review, then by what failed, the most severe
    /// first; archived ones last. Those alike by name.
    public static Comparator<EnvironmentReviewRow> worstFirst(Instant now) {
        return Comparator.comparingInt((EnvironmentReviewRow row) -> trouble(row, now))
                .thenComparing(row -> -failures(row, Severity.CRITICAL))
                .thenComparing(row -> -failures(row, Severity.HIGH))
                .thenComparing(row -> -allFailures(row))
                .thenComparing(EnvironmentReviewRow::name)
                .thenComparing(row -> row.scope().environmentId());
    }

    private static int trouble(EnvironmentReviewRow row, Instant now) {
        if (row.archived()) {
            return 4;
        }
        if (row.run() != null && !row.run().status().isActive() && row.run().needsAttention()) {
            return 0;
        }
        if (row.evidence().isTooOld(now)) {
            return 1;
        }
        return row.review() == null ? 2 : 3;
    }

    private static long failures(EnvironmentReviewRow row, Severity severity) {
        return posture(row).map(it -> it.failed().getOrDefault(severity, 0L)).orElse(0L);
    }

    private static long allFailures(EnvironmentReviewRow row) {
        return posture(row).map(Posture::failures).orElse(0L);
    }

    private static Optional<Posture> posture(EnvironmentReviewRow row) {
        return Optional.ofNullable(row.review()).map(EnvironmentReviewRow.Review::posture);
    }
}

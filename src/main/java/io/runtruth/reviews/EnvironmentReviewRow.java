package io.runtruth.reviews;

import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.shared.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An environment as the lists show it: the newest review that can be read, which nothing newer hides that was
/// begun, failed or cancelled; the newest composition; and its evidence.
public record EnvironmentReviewRow(
        Scope scope,
        String slug,
        String name,
        boolean archived,
        @Nullable Review review,
        @Nullable Run run,
        Evidence evidence,
        AcceptedNow accepted,
        boolean everPublished) {

    /// The newest that is ready or published.
    ///
    /// @param posture null where the document has no check
    public record Review(
            UUID id,
            ReviewStatus status,
            @Nullable String completeness,
            Instant statusAt,
            @Nullable Posture posture) {}

    /// What the document counts.
    ///
    /// @param results checks that are not suppressed, by result
    /// @param checks all of them, those included that are suppressed
    /// @param assessed passed, failed or warned, and not suppressed
    /// @param failed checks that are not suppressed, by severity
    /// @param failedBefore the same of the review before it; null where there is none, or one of other tools or
    ///     targets
    public record Posture(
            Map<CheckResult, Long> results,
            long checks,
            long assessed,
            Map<Severity, Long> failed,
            @Nullable Map<Severity, Long> failedBefore) {

        public Posture {
            results = inOrder(CheckResult.class, results);
            failed = inOrder(Severity.class, failed);
            failedBefore = failedBefore == null ? null : inOrder(Severity.class, failedBefore);
        }

        public long of(CheckResult result) {
            return results.getOrDefault(result, 0L);
        }

        public long suppressed() {
            return checks - sum(results);
        }

        public long failures() {
            return sum(failed);
        }

        /// How many more failed than before, negative where fewer did; null where nothing is comparable.
        public @Nullable Long change() {
            return failedBefore == null ? null : failures() - sum(failedBefore);
        }

        private static long sum(Map<?, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        private static <K extends Enum<K>> Map<K, Long> inOrder(Class<K> type, Map<K, Long> map) {
            var copy = new EnumMap<K, Long>(type);
            copy.putAll(map);
            return Collections.unmodifiableMap(copy);
        }
    }

    /// The newest composition of the environment.
    ///
    /// @param flagged a person was asked to look, however it ended
    /// @param needsAttention it asks something of a person, and nobody has dealt with that (contract 3)
    /// @param isOfReview it is what made the review of the row
    /// @param done steps finished of `total`, while it runs
    public record Run(
            UUID id,
            RunStatus status,
            RunOutcome outcome,
            boolean flagged,
            boolean needsAttention,
            boolean isOfReview,
            int done,
            int total) {}

    /// What is accepted in the environment.
    ///
    /// @param isChanged other risks are accepted now than when the review of the row was started
    /// @param asksUntil the first day on which one ends that asks for a look: it ends soon, or its day to be
    ///     looked at has come; null where none does
    public record AcceptedNow(boolean isChanged, @Nullable LocalDate asksUntil) {}

    /// @param collectedAt of the newest; null where there is none
    /// @param limit how old evidence may be to count in a review
    /// @param isNewer there is evidence for a review that the one of the row was not made of
    public record Evidence(@Nullable Instant collectedAt, Duration limit, boolean isNewer) {

        public boolean isTooOld(Instant now) {
            return collectedAt != null && collectedAt.isBefore(now.minus(limit));
        }
    }
}

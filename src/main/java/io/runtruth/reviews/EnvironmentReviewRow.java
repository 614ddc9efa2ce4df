package io.runtruth.reviews;

import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An environment with its newest review, the run that last worked on it, and the age of its evidence: a row of the
/// reviews grid.
public record EnvironmentReviewRow(
        Scope scope,
        String slug,
        String name,
        boolean archived,
        @Nullable Review review,
        @Nullable Run run,
        @Nullable Instant evidenceCollectedAt) {

    public record Review(
            UUID id, ReviewStatus status, @Nullable String completeness, Instant statusAt) {}

    /// The newest composition of the environment.
    ///
    /// @param flagged a person was asked to look, however it ended
    /// @param done steps finished of `total`, while it runs
    public record Run(UUID id, RunStatus status, RunOutcome outcome, boolean flagged, int done, int total) {}
}

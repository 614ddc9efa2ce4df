package io.runtruth.reviews;

import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.reviews.ReviewContent.Rate;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An environment as whoever reads published reviews knows it.
///
/// @param reviews those that were published and are not withdrawn, the newest first; at least one
public record PublishedEnvironment(Scope scope, String slug, String name, List<PublishedReview> reviews) {

    public PublishedEnvironment {
        reviews = List.copyOf(reviews);
    }

    public PublishedReview current() {
        return reviews.getFirst();
    }

    /// @param number among those that were published of the environment
    /// @param posture null where the document has no check; its change is against the review published before
    /// @param rated whether a share of what is met can be told: not where its tools report failures only
    /// @param follows how it can be laid beside the one before it; null where there is none, and where that is not
    ///     known
    public record PublishedReview(
            UUID id,
            int number,
            Instant at,
            @Nullable Posture posture,
            boolean rated,
            @Nullable Follows follows) {

        /// Of all checks that passed, failed or warn, those that passed, in hundredths of a percent; empty where that
        /// says nothing.
        public OptionalInt share() {
            return posture == null || !rated
                    ? OptionalInt.empty()
                    : new Rate(posture.of(CheckResult.PASS), posture.assessed()).basisPoints();
        }
    }

    /// How a review can be laid beside the one that was published before it (contract 6, drift).
    public enum Follows implements Coded {
        /// The same tools in the same versions, on the same targets, and they assess the same.
        ALIKE,
        /// Another version of a tool, or other controls.
        TOOL_CHANGED,
        /// Checks became or ceased to be assessed.
        COVERAGE_CHANGED,
        /// Other tools or targets, nothing in common, or the one between them is withdrawn.
        NOT_COMPARABLE
    }
}

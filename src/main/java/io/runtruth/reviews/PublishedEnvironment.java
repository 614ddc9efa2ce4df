package io.runtruth.reviews;

import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.util.List;
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
    public record PublishedReview(
            UUID id, int number, Instant at, @Nullable Posture posture, boolean rated) {}
}

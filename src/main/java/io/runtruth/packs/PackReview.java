package io.runtruth.packs;

import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which review a pack is of, and what became of it.
///
/// @param slug of the environment
/// @param publishedAt null until it is published
/// @param publishedBy a name as it was then; null where it is not known or not told
/// @param number among those that were published of the environment; null until it is published
/// @param drift as it was kept when the review was published; null where none was published before
public record PackReview(
        UUID id,
        String slug,
        ReviewStatus status,
        String fingerprint,
        Instant composedAt,
        @Nullable Instant publishedAt,
        @Nullable String publishedBy,
        @Nullable Integer number,
        @Nullable ReviewDrift drift) {

    private static final int SHORT = 12;

    /// When ages are told for: it never changes afterwards.
    Instant asOf() {
        return Objects.requireNonNullElse(publishedAt, composedAt);
    }

    String shortFingerprint() {
        return fingerprint.substring(0, SHORT);
    }

    PackReview withoutNames() {
        return new PackReview(id, slug, status, fingerprint, composedAt, publishedAt, null, number, drift);
    }
}

package io.runtruth.reviews;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A review as lists show it.
///
/// @param completeness `complete`, `partial` or `missing`; null until it is composed
/// @param runId the run that composes it, or composed it last
/// @param publication null for one that was never published
public record ReviewRow(
        UUID id,
        ReviewedEnvironment environment,
        ReviewStatus status,
        String fingerprint,
        @Nullable String completeness,
        @Nullable UUID runId,
        Instant createdAt,
        Instant statusAt,
        @Nullable ReviewPublication publication) {

    public record ReviewedEnvironment(UUID id, String slug, String name) {}
}

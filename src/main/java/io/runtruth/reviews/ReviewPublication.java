package io.runtruth.reviews;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That a review was published: its place among those of its environment (contract 6.4).
///
/// @param number 1 for the first that was published of the environment, without gaps
/// @param by the name as it was then; null where it is not known, and for who reads published reviews only
/// @param replaces the one that it superseded; null for the first
/// @param replacedBy the one that superseded it; null for the newest
public record ReviewPublication(
        int number,
        Instant at,
        @Nullable String by,
        @Nullable Neighbour replaces,
        @Nullable Neighbour replacedBy) {

    /// One that was published before or after.
    public record Neighbour(UUID reviewId, int number, Instant at) {}
}

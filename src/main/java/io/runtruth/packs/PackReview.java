package io.runtruth.packs;

import io.runtruth.packs.letterhead.Letterhead;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which review a pack is of, and what became of it.
///
/// @param slug of the environment
/// @param published null until it is published
/// @param notes the reviewer's own words that the profile tells
/// @param letterhead what stands at the head of documents of it
public record PackReview(
        UUID id,
        String slug,
        ReviewStatus status,
        String fingerprint,
        Instant composedAt,
        @Nullable Published published,
        List<ReviewNote> notes,
        Letterhead letterhead) {

    private static final int SHORT = 12;

    public PackReview {
        notes = List.copyOf(notes);
    }

    /// When ages are told for: it never changes afterwards.
    Instant asOf() {
        return published == null ? composedAt : published.at();
    }

    String shortFingerprint() {
        return fingerprint.substring(0, SHORT);
    }

    /// What changed since the one that was published before; null where none was, or this is not published.
    @Nullable
    ReviewDrift drift() {
        return published == null ? null : published.drift();
    }

    /// @param number among those that were published of the environment
    /// @param by a name as it was then; null where it is not known or not told
    /// @param drift as it was kept when the review was published; null where none was published before
    public record Published(
            int number,
            Instant at,
            @Nullable String by,
            @Nullable ReviewDrift drift) {}
}

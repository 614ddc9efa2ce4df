package io.runtruth.reviews;

import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An accepted risk as lists show it.
///
/// @param endedAt when it was withdrawn, or followed by another after it had run out; null while neither
/// @param endedBy the name as it was
/// @param isReviewDue the day to look at it again has come, and it still holds
public record WaiverRow(
        WaiverEnvironment environment,
        AcceptedRisk risk,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        WaiverState state,
        boolean isReviewDue) {

    public UUID id() {
        return risk.waiverId();
    }

    public record WaiverEnvironment(UUID id, String slug, String name) {}
}

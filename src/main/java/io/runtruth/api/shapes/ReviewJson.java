package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewQueries.StoredReview;
import io.runtruth.reviews.ReviewRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A review, without or with its document.
///
/// @param environment slug
/// @param completeness `complete`, `partial` or `missing`; null until it is composed
/// @param runId the run that composes it, or composed it last
/// @param content the document as it was composed, in its canonical form; absent in lists and until it is composed
@SnakeCase
public record ReviewJson(
        UUID id,
        String environment,
        String status,
        String fingerprint,
        @Nullable String completeness,
        @Nullable UUID runId,
        Instant createdAt,
        Instant statusAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonRawValue @Schema(implementation = ReviewContent.class) @Nullable
        String content) {

    public static ReviewJson of(ReviewRow row) {
        return of(row, null);
    }

    public static ReviewJson of(StoredReview stored) {
        return of(stored.review(), stored.content());
    }

    private static ReviewJson of(ReviewRow row, @Nullable String content) {
        return new ReviewJson(
                row.id(),
                row.environment().slug(),
                row.status().code(),
                row.fingerprint(),
                row.completeness(),
                row.runId(),
                row.createdAt(),
                row.statusAt(),
                content);
    }
}

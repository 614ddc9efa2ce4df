package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewPublication;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.reviews.ReviewQueries.StoredReview;
import io.runtruth.reviews.ReviewRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A review, without or with its document.
///
/// @param environment slug
/// @param completeness `complete`, `partial` or `missing`; null until it is composed
/// @param runId the run that composes it, or composed it last
/// @param publication null for one that was never published
/// @param notes the reviewer's own words; absent in lists
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
        @Nullable Publication publication,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<NoteJson> notes,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonRawValue @Schema(implementation = ReviewContent.class) @Nullable
        String content) {

    public static ReviewJson of(ReviewRow row) {
        return of(row, null, null);
    }

    public static ReviewJson of(StoredReview stored) {
        return of(stored.review(), stored.notes().stream().map(NoteJson::of).toList(), stored.content());
    }

    private static ReviewJson of(ReviewRow row, @Nullable List<NoteJson> notes, @Nullable String content) {
        return new ReviewJson(
                row.id(),
                row.environment().slug(),
                row.status().code(),
                row.fingerprint(),
                row.completeness(),
                row.runId(),
                row.createdAt(),
                row.statusAt(),
                Publication.of(row.publication()),
                notes,
                content);
    }

    /// @param number 1 for the first that was published of the environment, without gaps
    /// @param by the name as it was then; null where it is not known, and who reads published reviews only
    /// @param replaces the review that it superseded
    /// @param replacedBy the review that superseded it
    @SnakeCase
    record Publication(
            int number,
            Instant at,
            @Nullable String by,
            @Nullable UUID replaces,
            @Nullable UUID replacedBy) {

        private static @Nullable Publication of(@Nullable ReviewPublication publication) {
            return publication == null
                    ? null
                    : new Publication(
                            publication.number(),
                            publication.at(),
                            publication.by(),
                            id(publication.replaces()),
                            id(publication.replacedBy()));
        }

        private static @Nullable UUID id(@Nullable Neighbour neighbour) {
            return neighbour == null ? null : neighbour.reviewId();
        }
    }
}

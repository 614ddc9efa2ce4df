package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.reviews.ReviewQueries.StoredReview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A review that was published, with its document as whoever reads published reviews is told it: without ids of
/// accounts, resources and evidence, files, names of people and operations (contract 8, published).
///
/// @param environment slug
/// @param status `published` or `superseded`
/// @param completeness `complete`, `partial` or `missing`
/// @param number 1 for the first that was published of the environment, without gaps
/// @param replaces the review that it superseded; null for the first, and where that is withdrawn
/// @param replacedBy the review that superseded it
/// @param notes the reviewer's own words, but for those that are internal
/// @param content ids of snapshots in it are numbers of their own, by which its parts name each other
@SnakeCase
public record PublishedReviewJson(
        UUID id,
        String environment,
        String name,
        String status,
        String fingerprint,
        @Nullable String completeness,
        int number,
        Instant publishedAt,
        @Nullable UUID replaces,
        @Nullable UUID replacedBy,
        List<NoteJson> notes,

        @JsonRawValue @Schema(implementation = ReviewContent.class) @Nullable
        String content) {

    public static PublishedReviewJson of(StoredReview stored) {
        var review = stored.review();
        var publication = Objects.requireNonNull(review.publication(), "it was published");
        return new PublishedReviewJson(
                review.id(),
                review.environment().slug(),
                review.environment().name(),
                review.status().code(),
                review.fingerprint(),
                review.completeness(),
                publication.number(),
                publication.at(),
                id(publication.replaces()),
                id(publication.replacedBy()),
                stored.notes().stream().map(NoteJson::of).toList(),
                stored.content());
    }

    private static @Nullable UUID id(@Nullable Neighbour neighbour) {
        return neighbour == null ? null : neighbour.reviewId();
    }
}

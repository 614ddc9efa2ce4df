package io.runtruth.api.shapes;

import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.reviews.PublishedEnvironment;
import io.runtruth.reviews.PublishedEnvironment.PublishedReview;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An environment as whoever reads published reviews knows it.
///
/// @param environment slug
/// @param reviews those that were published and are not withdrawn, the newest first, 13 at most
@SnakeCase
public record PublishedEnvironmentJson(String environment, String name, List<Issue> reviews) {

    public static PublishedEnvironmentJson of(PublishedEnvironment environment) {
        return new PublishedEnvironmentJson(
                environment.slug(),
                environment.name(),
                environment.reviews().stream().map(Issue::of).toList());
    }

    /// @param number 1 for the first that was published of the environment, without gaps
    /// @param checks null where the document has none
    @SnakeCase
    record Issue(
            UUID id,
            int number,
            Instant publishedAt,
            @Nullable IssueChecks checks) {

        private static Issue of(PublishedReview review) {
            return new Issue(review.id(), review.number(), review.at(), IssueChecks.of(review));
        }
    }

    /// @param assessed passed, failed or warned, and not suppressed
    /// @param met null where its tools report failures only
    /// @param notMetChange how many more are not met than in the review published before, negative where fewer
    ///     are; null where nothing is comparable
    @SnakeCase
    record IssueChecks(
            long total,
            long assessed,
            @Nullable Long met,
            long notMet,
            @Nullable Long notMetChange) {

        private static @Nullable IssueChecks of(PublishedReview review) {
            var posture = review.posture();
            return posture == null ? null : of(posture, review.rated());
        }

        private static IssueChecks of(Posture posture, boolean rated) {
            return new IssueChecks(
                    posture.checks(),
                    posture.assessed(),
                    rated ? posture.of(CheckResult.PASS) : null,
                    posture.failures(),
                    posture.change());
        }
    }
}

package io.runtruth.portal;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Who has read a review (contract 8, published): for those who read reviews, all of them; else only the own reading.
@Service
public class ReadingQueries {

    /// Of a review.
    public static final int MOST = 200;

    private final PublishedReviews reviews;
    private final ReadingRepository readings;

    ReadingQueries(PublishedReviews reviews, ReadingRepository readings) {
        this.reviews = reviews;
        this.readings = readings;
    }

    /// The newest first, at most 200.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    public List<Reading> of(Actor actor, UUID workspaceId, UUID reviewId) {
        var ref = reviews.seen(actor, workspaceId, reviewId);
        var reader = actor.accountId().orElse(null);
        return readings.of(ref, reader, reviews.isToldAll(actor, workspaceId) ? null : reader, MOST);
    }
}

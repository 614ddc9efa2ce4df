package io.runtruth.portal;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// "I have read this" (contract 8, published).
@Service
public class ReadingService {

    private final PublishedReviews reviews;
    private final ReadingRepository readings;
    private final AuditTrail audit;
    private final ChangeFeed feed;
    private final Clock clock;

    ReadingService(
            PublishedReviews reviews, ReadingRepository readings, AuditTrail audit, ChangeFeed feed, Clock clock) {
        this.reviews = reviews;
        this.readings = readings;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /// Kept with name and time, once: who says it again is told when they said it first. Commits with its audit
    /// entry.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see, or that is not published
    @Transactional
    public Reading confirm(Actor.Person actor, UUID workspaceId, UUID reviewId) {
        var ref = reviews.require(actor, workspaceId, reviewId);
        if (!reviews.hold(ref)) {
            throw new Problem.NotFound("not_found");
        }
        if (readings.keep(actor, ref, clock.instant())) {
            audit.append(
                    actor, workspaceId, new Entry("review.read_confirmed", "environment_review", reviewId, Map.of()));
            feed.publish(new Change(Change.Kind.READER, ref.scope(), reviewId));
        }
        return readings.of(ref, actor.account(), actor.account(), 1).getFirst();
    }
}

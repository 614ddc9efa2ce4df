package io.runtruth.portal;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Share links of a review, for who manages reviews there.
@Service
public class ShareLinkQueries {

    /// Of a review.
    public static final int MOST = 200;

    private final PublishedReviews published;
    private final ShareLinkRepository links;
    private final Clock clock;

    ShareLinkQueries(PublishedReviews published, ShareLinkRepository links, Clock clock) {
        this.published = published;
        this.links = links;
        this.clock = clock;
    }

    /// The newest first, at most 200; also those that have ended.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    public List<ShareLink> of(Actor actor, UUID workspaceId, UUID reviewId) {
        var ref = published.seen(actor, workspaceId, reviewId);
        published.requireManaging(actor, ref);
        return links.of(ref, clock.instant(), MOST);
    }
}

package io.runtruth.portal;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Which published review somebody speaks of, and how much of what others say of it they are told.
@Component
class PublishedReviews {

    private final Access access;
    private final ReviewQueries reviews;
    private final PublishedReviewRepository repository;

    PublishedReviews(Access access, ReviewQueries reviews, PublishedReviewRepository repository) {
        this.access = access;
        this.reviews = reviews;
        this.repository = repository;
    }

    /// @throws Problem.NotFound also for a review that the actor may not see, is not published, or is withdrawn
    ReviewRef require(Actor actor, UUID workspaceId, UUID reviewId) {
        var row = reviews.row(actor, workspaceId, reviewId);
        if (!row.status().isOut()) {
            throw new Problem.NotFound("not_found");
        }
        var ref = ref(workspaceId, row);
        access.require(actor, ref.scope(), Capability.PUBLISHED_REVIEW_VIEW);
        return ref;
    }

    /// Until the transaction ends nobody withdraws it: before something is said of it that is kept.
    ///
    /// @return false where it has been withdrawn meanwhile
    boolean hold(ReviewRef ref) {
        return repository.hold(ref);
    }

    /// Also what is withdrawn, for who may see it.
    ReviewRef seen(Actor actor, UUID workspaceId, UUID reviewId) {
        return ref(workspaceId, reviews.row(actor, workspaceId, reviewId));
    }

    /// Whether the actor is told what everybody says, and by whom; else only what they said themselves.
    boolean isToldAll(Actor actor, UUID workspaceId) {
        return access.can(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW);
    }

    void requireManaging(Actor actor, ReviewRef ref) {
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_VIEW);
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_MANAGE);
    }

    private static ReviewRef ref(UUID workspaceId, ReviewRow row) {
        return new ReviewRef(new Scope(workspaceId, row.environment().id()), row.id());
    }
}

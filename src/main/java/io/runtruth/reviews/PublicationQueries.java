package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import java.util.Objects;
import org.springframework.stereotype.Service;

/// What would come of publishing a review, for who is about to.
@Service
public class PublicationQueries {

    private final Access access;
    private final PublicationRepository publications;

    PublicationQueries(Access access, PublicationRepository publications) {
        this.access = access;
        this.publications = publications;
    }

    /// As of now: whoever publishes names what they have seen ([PublicationService.Looked]).
    public PublicationToCome toCome(Actor actor, ReviewRef ref) {
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_VIEW);
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_MANAGE);
        var replaces = publications
                .published(ref)
                .map(it -> new Neighbour(
                        Objects.requireNonNull(it.reviewId(), "it was published"), it.number(), it.publishedAt()))
                .orElse(null);
        return new PublicationToCome(publications.nextNumber(ref.scope()), replaces);
    }
}

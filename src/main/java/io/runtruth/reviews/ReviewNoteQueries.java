package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.reviews.ReviewDrift.Baseline;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// Own words for who writes them. Their readers are told them with the review ([ReviewQueries]).
@Service
public class ReviewNoteQueries {

    private final Access access;
    private final PublicationRepository publications;
    private final ReviewNoteRepository notes;

    ReviewNoteQueries(Access access, PublicationRepository publications, ReviewNoteRepository notes) {
        this.access = access;
        this.publications = publications;
        this.notes = notes;
    }

    /// In the order of the document.
    public List<ReviewNote> of(Actor actor, ReviewRef ref) {
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_VIEW);
        return notes.of(ref.scope().workspaceId(), ref.id(), false);
    }

    /// What the review that this one would supersede says of sections that nothing is said of here.
    ///
    /// @return empty where there is no such review, or nothing to be taken over
    public Optional<Offer> offered(Actor actor, ReviewRef ref) {
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_VIEW);
        var workspaceId = ref.scope().workspaceId();
        return publications.published(ref).flatMap(before -> {
            var own = notes.of(workspaceId, ref.id(), false).stream()
                    .map(ReviewNote::section)
                    .collect(Collectors.toSet());
            var missing = before.reviewId() == null
                    ? List.<ReviewNote>of()
                    : notes.of(workspaceId, before.reviewId(), false).stream()
                            .filter(it -> !own.contains(it.section()))
                            .toList();
            return missing.isEmpty() ? Optional.empty() : Optional.of(new Offer(before, missing));
        });
    }

    /// @param from the review that is published now
    /// @param notes at least one
    public record Offer(Baseline from, List<ReviewNote> notes) {}
}

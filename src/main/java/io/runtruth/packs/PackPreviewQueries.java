package io.runtruth.packs;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.packs.PackReview.Published;
import io.runtruth.packs.letterhead.LetterheadQueries;
import io.runtruth.reviews.PublicationQueries;
import io.runtruth.reviews.ReviewDriftQueries;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.texts.Language;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// What a review would be for a reader if it were published now, for who is about to publish it: the
/// same document, from the same writer. Nothing is kept, and nobody is handed anything on.
@Service
public class PackPreviewQueries {

    private final Access access;
    private final ReviewQueries reviews;
    private final ReviewDriftQueries drifts;
    private final PublicationQueries publications;
    private final LetterheadQueries letterheads;
    private final PackWriter writer;
    private final PackPlaces places = PackPlaces.ofPreviews();
    private final PackSpool spool;
    private final Clock clock;

    PackPreviewQueries(
            Access access,
            ReviewQueries reviews,
            ReviewDriftQueries drifts,
            PublicationQueries publications,
            LetterheadQueries letterheads,
            PackWriter writer,
            PackSpool spool,
            Clock clock) {
        this.access = access;
        this.reviews = reviews;
        this.drifts = drifts;
        this.publications = publications;
        this.letterheads = letterheads;
        this.writer = writer;
        this.spool = spool;
        this.clock = clock;
    }

    /// As one page of HTML without script; to be closed when it was sent.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    /// @throws Problem.Conflict `review.not_ready`, `pack.too_large`
    /// @throws Problem.TooMuch `pack.at_once`
    public WrittenPack preview(Actor actor, UUID workspaceId, UUID reviewId, PackProfile profile, Language language) {
        var ref = requireToPublish(actor, workspaceId, reviewId);
        var order = new PackOrder(profile, PackFormat.HTML, language);
        var forOthers = !profile.isInternal();
        try (var _ = places.enter(actor)) {
            var handedOn = reviews.handedOn(actor, workspaceId, reviewId, forOthers);
            var content = handedOn.detail().content();
            if (content == null) {
                throw new Problem.Conflict("review.not_ready");
            }
            var drift = forOthers
                    ? drifts.forOthers(actor, workspaceId, reviewId)
                    : drifts.drift(actor, workspaceId, reviewId);
            var row = handedOn.detail().review();
            var review = new PackReview(
                    row.id(),
                    row.environment().slug(),
                    ReviewStatus.PUBLISHED,
                    row.fingerprint(),
                    handedOn.composedAt(),
                    new Published(
                            publications.toCome(actor, ref).number(),
                            clock.instant(),
                            forOthers ? null : actor.name(),
                            drift.orElse(null)),
                    handedOn.detail().notes(),
                    letterheads.current(actor, workspaceId));
            return spool.write(
                    PackService.fileName(review, order),
                    order.format(),
                    out -> writer.write(content, review, order, out));
        }
    }

    /// How much of what is kept of the review this reader's document does not tell, by kind; without
    /// those of which it tells all.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    /// @throws Problem.Conflict `review.not_ready`
    public Map<LeftOutOfPack, Long> leftOut(Actor actor, UUID workspaceId, UUID reviewId, PackProfile profile) {
        requireToPublish(actor, workspaceId, reviewId);
        var kept = reviews.detail(actor, workspaceId, reviewId);
        if (kept.content() == null) {
            throw new Problem.Conflict("review.not_ready");
        }
        return LeftOutOfPack.counts(kept.content(), kept.notes(), profile);
    }

    private ReviewRef requireToPublish(Actor actor, UUID workspaceId, UUID reviewId) {
        ReviewRow row = reviews.row(actor, workspaceId, reviewId);
        var scope = new Scope(workspaceId, row.environment().id());
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_MANAGE);
        if (row.status() != ReviewStatus.READY) {
            throw new Problem.Conflict("review.not_ready");
        }
        return new ReviewRef(scope, reviewId);
    }
}

package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a person makes of a composed review: it is published, or archived (contract 6.4). Each commits with its audit
/// entries and is on open pages at once.
@Service
public class PublicationService {

    private static final int ATTEMPTS = 3;

    private final Access access;
    private final ReviewDriftQueries drifts;
    private final PublicationRecordService records;
    private final ReviewRepository reviews;
    private final Clock clock;

    PublicationService(
            Access access,
            ReviewDriftQueries drifts,
            PublicationRecordService records,
            ReviewRepository reviews,
            Clock clock) {
        this.access = access;
        this.drifts = drifts;
        this.records = records;
        this.reviews = reviews;
        this.clock = clock;
    }

    /// Its content never changes from then on, nor what is said of its difference from the one before, and whoever
    /// may read what is published reads it. The one that was published before is superseded by it. Of two who
    /// publish at once for an environment the second finds what the first has done.
    ///
    /// The files are compared before anything is held, since that can take a while: where another was published
    /// meanwhile, or this one was composed anew, they are compared again.
    ///
    /// @param fingerprint of the content that was looked at; null: whatever it is now
    /// @throws Problem.Conflict `review.published_already`, `review.not_ready`, `edit.changed_meanwhile`,
    ///     `environment.archived`
    public void publish(Actor actor, ReviewRef ref, @Nullable String fingerprint) {
        publish(actor, ref, fingerprint, null);
    }

    /// The same for who has looked at all of it: at the content, at the reviewer's own words, and at which review is
    /// superseded by it.
    ///
    /// @throws Problem.Conflict also `review.notes_changed`, `review.published_meanwhile` where it would be another
    public void publishAsSeen(Actor actor, ReviewRef ref, Looked looked) {
        publish(actor, ref, looked.fingerprint(), looked);
    }

    private void publish(Actor actor, ReviewRef ref, @Nullable String fingerprint, @Nullable Looked looked) {
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_VIEW);
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_MANAGE);
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var seen = reviews.find(ref.scope(), ref.id()).orElseThrow(() -> new Problem.NotFound("not_found"));
            PublicationRecordService.requirePublishable(seen, fingerprint);
            if (records.publish(actor, seen, drifts.toCome(ref), looked)) {
                return;
            }
        }
        throw new Problem.Conflict("edit.changed_meanwhile");
    }

    /// It stays readable for whoever reads reviews, and is no longer what counts.
    ///
    /// @param fingerprint of the content that was looked at; null: whatever it is now
    /// @throws Problem.Conflict `review.not_archivable`, `edit.changed_meanwhile`, `environment.archived`
    @Transactional
    public void archive(Actor actor, ReviewRef ref, @Nullable String fingerprint) {
        var review = records.held(actor, ref);
        if (!review.status().isAvailable()) {
            throw new Problem.Conflict("review.not_archivable");
        }
        PublicationRecordService.requireSeen(review, fingerprint);
        reviews.become(review, ReviewStatus.ARCHIVED, clock.instant());
        records.changed(actor, ref, "archived", review.status());
        if (review.status() == ReviewStatus.PUBLISHED) {
            records.withdrawn(ref);
        }
    }

    /// What somebody has seen before they publish.
    ///
    /// @param notes all that are kept
    /// @param replaces the review that is superseded; null for none
    public record Looked(
            String fingerprint,
            List<ReviewNote> notes,
            @Nullable UUID replaces) {

        public Looked {
            notes = List.copyOf(notes);
        }
    }
}

package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.Capability;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.reviews.PublicationService.Looked;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a publication writes, all of it at once: for [PublicationService], which has compared the files before.
@Service
class PublicationRecordService {

    private static final String SUBJECT = "environment_review";

    private final Access access;
    private final EnvironmentService environments;
    private final ReviewRepository reviews;
    private final PublicationRepository publications;
    private final ReviewNoteRepository notes;
    private final ChangeFeed feed;
    private final AuditTrail audit;
    private final Clock clock;
    private final List<PublicationListener> listeners;

    PublicationRecordService(
            Access access,
            EnvironmentService environments,
            ReviewRepository reviews,
            PublicationRepository publications,
            ReviewNoteRepository notes,
            ChangeFeed feed,
            AuditTrail audit,
            Clock clock,
            List<PublicationListener> listeners) {
        this.access = access;
        this.environments = environments;
        this.reviews = reviews;
        this.publications = publications;
        this.notes = notes;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    /// @param seen the review that the files of were compared
    /// @param drift against the review that it supersedes; empty where none is published
    /// @param looked what the actor has looked at; null: whatever it is now
    /// @return false where another has been published since, or this one was composed anew; nothing is written then
    @Transactional
    public boolean publish(Actor actor, EnvironmentReview seen, Optional<ReviewDrift> drift, @Nullable Looked looked) {
        var ref = new ReviewRef(seen.scope(), seen.id());
        var review = held(actor, ref);
        requirePublishable(review, null);
        if (!review.fingerprint().equals(seen.fingerprint())
                || !publications.published(ref).equals(drift.map(ReviewDrift::against))) {
            return false;
        }
        if (looked != null) {
            requireLookedAt(ref, drift, looked);
        }
        var at = clock.instant();
        for (UUID earlier : reviews.supersede(ref, at)) {
            changed(actor, new ReviewRef(ref.scope(), earlier), "superseded", ReviewStatus.PUBLISHED);
        }
        reviews.become(review, ReviewStatus.PUBLISHED, at);
        publications.keep(ref, actor.name(), drift.orElse(null));
        changed(actor, ref, "published", ReviewStatus.READY);
        listeners.forEach(it -> it.published(ref));
        return true;
    }

    private void requireLookedAt(ReviewRef ref, Optional<ReviewDrift> drift, Looked looked) {
        if (!looked.notes().equals(notes.of(ref.scope().workspaceId(), ref.id(), false))) {
            throw new Problem.Conflict("review.notes_changed");
        }
        var replaced = drift.map(it -> it.against().reviewId()).orElse(null);
        if (!Objects.equals(looked.replaces(), replaced)) {
            throw new Problem.Conflict("review.published_meanwhile");
        }
    }

    /// The environment first, as for a start: what is published and what is composed follow each other.
    EnvironmentReview held(Actor actor, ReviewRef ref) {
        // nobody decides about what they may not read
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_VIEW);
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_MANAGE);
        if (!environments.hold(ref.scope())) {
            throw new Problem.Conflict("environment.archived");
        }
        return reviews.lock(ref.scope(), ref.id()).orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    static void requirePublishable(EnvironmentReview review, @Nullable String fingerprint) {
        if (review.status() == ReviewStatus.PUBLISHED) {
            throw new Problem.Conflict("review.published_already");
        }
        if (review.status() != ReviewStatus.READY) {
            throw new Problem.Conflict("review.not_ready");
        }
        requireSeen(review, fingerprint);
    }

    static void requireSeen(EnvironmentReview review, @Nullable String fingerprint) {
        if (fingerprint != null && !fingerprint.equals(review.fingerprint())) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
    }

    /// @param now tail of the action, and the status that it has now
    void changed(Actor actor, ReviewRef ref, String now, ReviewStatus before) {
        var id = ref.id();
        audit.append(
                actor,
                ref.scope().workspaceId(),
                Entry.change("review." + now, SUBJECT, id, Map.of("status", before.code()), Map.of("status", now)));
        feed.publish(new Change(Change.Kind.REVIEW, ref.scope(), id));
    }

    /// What its readers said goes with it.
    void withdrawn(ReviewRef ref) {
        feed.publish(new Change(Change.Kind.READER, ref.scope(), ref.id()));
    }
}

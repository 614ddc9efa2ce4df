package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.Capability;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a person makes of a composed review: it is published, or archived (contract 6.4). Each commits with its audit
/// entries and is on open pages at once.
@Service
public class PublicationService {

    private static final String SUBJECT = "environment_review";

    private final Access access;
    private final EnvironmentService environments;
    private final ReviewRepository reviews;
    private final ChangeFeed feed;
    private final AuditTrail audit;
    private final Clock clock;
    private final List<PublicationListener> listeners;

    PublicationService(
            Access access,
            EnvironmentService environments,
            ReviewRepository reviews,
            ChangeFeed feed,
            AuditTrail audit,
            Clock clock,
            List<PublicationListener> listeners) {
        this.access = access;
        this.environments = environments;
        this.reviews = reviews;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    /// Its content never changes from then on, and whoever may read what is published reads it. The one that was
    /// published before is superseded by it. Of two who publish at once for an environment the second finds what
    /// the first has done.
    ///
    /// @param fingerprint of the content that was looked at; null: whatever it is now
    /// @throws Problem.Conflict `review.published_already`, `review.not_ready`, `edit.changed_meanwhile`,
    ///     `environment.archived`
    @Transactional
    public void publish(Actor actor, ReviewRef ref, @Nullable String fingerprint) {
        var review = held(actor, ref);
        if (review.status() == ReviewStatus.PUBLISHED) {
            throw new Problem.Conflict("review.published_already");
        }
        if (review.status() != ReviewStatus.READY) {
            throw new Problem.Conflict("review.not_ready");
        }
        requireSeen(review, fingerprint);
        var at = clock.instant();
        for (var earlier : reviews.supersede(ref, at)) {
            changed(actor, new ReviewRef(ref.scope(), earlier), "superseded", ReviewStatus.PUBLISHED);
        }
        reviews.publish(review, actor.name(), at);
        changed(actor, ref, "published", ReviewStatus.READY);
        listeners.forEach(it -> it.published(ref));
    }

    /// It stays readable for whoever reads reviews, and is no longer what counts.
    ///
    /// @param fingerprint of the content that was looked at; null: whatever it is now
    /// @throws Problem.Conflict `review.not_archivable`, `edit.changed_meanwhile`, `environment.archived`
    @Transactional
    public void archive(Actor actor, ReviewRef ref, @Nullable String fingerprint) {
        var review = held(actor, ref);
        if (!review.status().isAvailable()) {
            throw new Problem.Conflict("review.not_archivable");
        }
        requireSeen(review, fingerprint);
        reviews.become(review, ReviewStatus.ARCHIVED, clock.instant());
        changed(actor, ref, "archived", review.status());
    }

    /// The environment first, as for a start: what is published and what is composed follow each other.
    private EnvironmentReview held(Actor actor, ReviewRef ref) {
        // nobody decides about what they may not read
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_VIEW);
        access.require(actor, ref.scope(), Capability.ENVIRONMENT_REVIEW_MANAGE);
        if (!environments.hold(ref.scope())) {
            throw new Problem.Conflict("environment.archived");
        }
        return reviews.lock(ref.scope(), ref.id()).orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    private static void requireSeen(EnvironmentReview review, @Nullable String fingerprint) {
        if (fingerprint != null && !fingerprint.equals(review.fingerprint())) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
    }

    /// @param now tail of the action, and the status that it has now
    private void changed(Actor actor, ReviewRef ref, String now, ReviewStatus before) {
        var id = ref.id();
        audit.append(
                actor,
                ref.scope().workspaceId(),
                Entry.change("review." + now, SUBJECT, id, Map.of("status", before.code()), Map.of("status", now)));
        feed.publish(new Change(Change.Kind.REVIEW, ref.scope(), id));
    }
}

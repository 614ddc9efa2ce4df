package io.runtruth.portal;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.Capability;
import io.runtruth.access.OpaqueSecret;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.portal.ShareLinkRepository.HeldLink;
import io.runtruth.portal.ShareLinkRepository.KeptLink;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Share links from when they are made to when they are revoked (contract 8, published), by who manages reviews
/// there, and each opening of one. Passphrases were hashed and are compared outside ([SharingService]): no transaction
/// waits for that. Each change commits with its audit entry.
@Service
public class ShareLinkService {

    /// Of a review at a time.
    static final int MOST_OPEN = 50;

    /// Wrong ones in a row before the link is closed for a while.
    static final int FREE_GUESSES = 5;

    static final Duration FIRST_CLOSED = Duration.ofSeconds(5);
    static final Duration LONGEST_CLOSED = Duration.ofMinutes(15);

    /// One opening in this time goes on for ever; [#AHEAD] of them may come at once.
    static final Duration PACE = Duration.ofSeconds(30);

    static final Duration AHEAD = Duration.ofMinutes(10);

    private static final String SUBJECT = "environment_review";

    private final Access access;
    private final PublishedReviews published;
    private final ShareLinkRepository links;
    private final AuditTrail audit;
    private final ChangeFeed feed;
    private final Clock clock;

    ShareLinkService(
            Access access,
            PublishedReviews published,
            ShareLinkRepository links,
            AuditTrail audit,
            ChangeFeed feed,
            Clock clock) {
        this.access = access;
        this.published = published;
        this.links = links;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /// Before a passphrase is hashed.
    ReviewRef requireToShare(Actor actor, UUID workspaceId, UUID reviewId) {
        var ref = published.require(actor, workspaceId, reviewId);
        published.requireManaging(actor, ref);
        return ref;
    }

    /// @throws Problem.Conflict `share.too_many`
    @Transactional
    UUID create(Actor.Person actor, UUID workspaceId, UUID reviewId, KeptLink link) {
        var ref = requireToShare(actor, workspaceId, reviewId);
        var now = clock.instant();
        links.hold(ref);
        if (links.open(ref, now) >= MOST_OPEN) {
            throw new Problem.Conflict("share.too_many", MOST_OPEN);
        }
        var id = UUID.randomUUID();
        links.insert(id, actor, ref, link, now);
        var after = new HashMap<String, Object>();
        after.put("link", id.toString());
        after.put("for_whom", link.forWhom());
        after.put("expires_at", link.expiresAt().toString());
        after.put("passphrase", link.passphraseHash() != null);
        appended(actor, ref, "review.share_created", after);
        return id;
    }

    /// Safe to repeat.
    ///
    /// @throws Problem.NotFound also for a link of a review that the actor may not see
    @Transactional
    public void revoke(Actor actor, UUID workspaceId, UUID linkId) {
        access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_MANAGE);
        var ref = links.reviewOf(workspaceId, linkId).orElseThrow(() -> new Problem.NotFound("not_found"));
        published.requireManaging(actor, ref);
        if (links.revoke(actor, workspaceId, linkId, clock.instant())) {
            appended(actor, ref, "review.share_revoked", Map.of("link", linkId.toString()));
        }
    }

    /// Where a passphrase is asked for, this counts as a wrong one until [#opened].
    ///
    /// @throws Problem.NotFound `share.unknown`, `share.revoked`, `share.expired`, `share.withdrawn`
    /// @throws Problem.TooMuch `share.closed`, `share.too_often`
    @Transactional
    HeldLink begin(OpaqueSecret secret) {
        var now = clock.instant();
        var link = usable(secret, now);
        if (link.closedUntil() != null && link.closedUntil().isAfter(now)) {
            throw tooMuch("share.closed", Duration.between(now, link.closedUntil()));
        }
        if (link.pacedUntil() != null && link.pacedUntil().isAfter(now.plus(AHEAD))) {
            throw tooMuch("share.too_often", Duration.between(now.plus(AHEAD), link.pacedUntil()));
        }
        if (link.passphraseHash() != null) {
            var wrong = link.wrongPassphrases() + 1;
            links.guessed(link.id(), wrong, wrong < FREE_GUESSES ? null : now.plus(closedAfter(wrong)));
        }
        return link;
    }

    private static Duration closedAfter(int wrong) {
        var doubled = FIRST_CLOSED.multipliedBy(1L << Math.min(wrong - FREE_GUESSES, 16));
        return doubled.compareTo(LONGEST_CLOSED) > 0 ? LONGEST_CLOSED : doubled;
    }

    private static Problem.TooMuch tooMuch(String code, Duration wait) {
        return new Problem.TooMuch(code, Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }

    /// Counts one opening, unless the link has ended meanwhile.
    @Transactional
    HeldLink opened(OpaqueSecret secret) {
        var now = clock.instant();
        var link = usable(secret, now);
        var paced = link.pacedUntil() == null || link.pacedUntil().isBefore(now) ? now : link.pacedUntil();
        links.opened(link.id(), now, paced.plus(PACE));
        appended(
                new Actor.System(SharingService.READER),
                link.ref(),
                "review.share_opened",
                Map.of("link", link.id().toString(), "for_whom", link.forWhom()));
        return link;
    }

    private HeldLink usable(OpaqueSecret secret, Instant now) {
        var link = links.hold(secret, now).orElseThrow(() -> new Problem.NotFound("share.unknown"));
        if (link.state() != ShareLinkState.OPEN) {
            throw link.state().refusal();
        }
        return link;
    }

    private void appended(Actor actor, ReviewRef ref, String action, Map<String, ?> details) {
        audit.append(actor, ref.scope().workspaceId(), new Entry(action, SUBJECT, ref.id(), new HashMap<>(details)));
        feed.publish(new Change(Change.Kind.READER, ref.scope(), ref.id()));
    }
}

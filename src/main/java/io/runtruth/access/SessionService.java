package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.SessionRepository.StoredSession;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of sessions (contract 8). One is a sign-in at one browser: the database keeps it, so that it goes on
/// where its node has stopped, and the browser keeps its ticket.
@Service
public class SessionService {

    /// However busy it is.
    public static final Duration LONGEST = Duration.ofHours(12);

    static final int MOST_OF_A_PERSON = 50;
    static final Duration NOTED_AT_MOST_EVERY = Duration.ofMinutes(1);

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Actor SOMEBODY = new Actor.System("sign-in");
    private static final String SUBJECT = "session";
    private static final String ACCOUNT = "account";

    private final SessionRepository sessions;
    private final AccessChanges changes;
    private final AuditTrail audit;
    private final Clock clock;
    private final Duration idle;

    /// @param idle without use for as long, a session is over
    SessionService(
            SessionRepository sessions,
            AccessChanges changes,
            AuditTrail audit,
            Clock clock,
            @Value("${server.servlet.session.timeout}") Duration idle) {
        this.sessions = sessions;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
        this.idle = idle;
    }

    /// For somebody who has just proven who they are.
    ///
    /// @param replaced the ticket that the browser has had until now: that session ends
    @Transactional
    public BegunSession begin(UUID accountId, SignInBy by, SessionPlace place, @Nullable SessionTicket replaced) {
        var now = clock.instant();
        if (replaced != null) {
            sessions.hold(replaced)
                    .filter(kept -> kept.proof(replaced.secretHash(), now) != KeptSession.Proof.COPIED)
                    .ifPresent(kept -> sessions.end(account(kept), kept.id(), SessionEnding.REPLACED, now));
        }
        var id = UUID.randomUUID();
        var ticket = SessionTicket.generate();
        sessions.forget(accountId, now.minus(REMEMBERED));
        sessions.insert(new StoredSession(id, accountId, ticket, by, place, now, now.plus(LONGEST)));
        sessions.endBeyond(MOST_OF_A_PERSON, accountId, now);
        return new BegunSession(id, ticket);
    }

    /// Goes on with a session that this node knows nothing of. Its secret turns, but for a request that comes
    /// beside the one that turned it. A ticket that was copied ends the session, for whoever has it.
    ///
    /// @return empty where it is over
    @Transactional
    public Optional<Resumed> resume(SessionTicket ticket, SessionPlace place) {
        var now = clock.instant();
        return sessions.hold(ticket)
                .filter(kept -> kept.isOpen(now, idle))
                .flatMap(kept -> resume(kept, ticket, place, now));
    }

    private Optional<Resumed> resume(KeptSession kept, SessionTicket ticket, SessionPlace place, Instant now) {
        return switch (kept.proof(ticket.secretHash(), now)) {
            case NEWEST, NEWEST_AT_LAST, ANSWER_LOST -> {
                var turned = ticket.turned();
                sessions.turn(kept.id(), turned, ticket.secretHash(), place, now);
                audit.append(
                        kept.person().actor(),
                        null,
                        new Entry("sign_in.resumed", ACCOUNT, account(kept), Map.of("session", kept.id())));
                yield Optional.of(new Resumed(kept.person().resumed(kept.id(), now), turned));
            }
            case BEFORE -> Optional.of(new Resumed(kept.person().resumed(kept.id(), now), null));
            case COPIED -> {
                endCopied(kept, now);
                yield Optional.empty();
            }
        };
    }

    /// Whether a session that this node has still counts, asked with each request.
    ///
    /// @param sent the ticket that came with the request; null where none did
    /// @param used by the person, not by the page itself
    @Transactional
    public boolean isOpen(UUID sessionId, @Nullable SessionTicket sent, boolean used) {
        var now = clock.instant();
        var kept = sessions.find(sessionId).filter(it -> it.isOpen(now, idle));
        if (kept.isEmpty() || sent != null && isCopied(kept.get(), sent, now)) {
            return false;
        }
        if (used && !now.isBefore(kept.get().lastSeenAt().plus(NOTED_AT_MOST_EVERY))) {
            sessions.seen(sessionId, now, NOTED_AT_MOST_EVERY);
        }
        return true;
    }

    private boolean isCopied(KeptSession kept, SessionTicket sent, Instant now) {
        if (!kept.isOf(sent)) {
            return false;
        }
        return switch (kept.proof(sent.secretHash(), now)) {
            case NEWEST, BEFORE, ANSWER_LOST -> false;
            case NEWEST_AT_LAST -> {
                sessions.shown(kept.id(), now);
                yield false;
            }
            case COPIED -> {
                endCopied(kept, now);
                yield true;
            }
        };
    }

    private void endCopied(KeptSession kept, Instant now) {
        if (sessions.end(account(kept), kept.id(), SessionEnding.COPIED, now)) {
            audit.append(
                    SOMEBODY, null, new Entry("session.copied", SUBJECT, kept.id(), Map.of("account", account(kept))));
            changes.everywhere(account(kept));
        }
    }

    private static UUID account(KeptSession kept) {
        return kept.person().actor().account();
    }

    /// @param sessionId null: of a page without one
    @Transactional
    public void signOut(Actor.Person actor, @Nullable UUID sessionId) {
        if (sessionId != null) {
            sessions.end(actor.account(), sessionId, SessionEnding.SIGNED_OUT, clock.instant());
            changes.everywhere(actor.account());
        }
        audit.append(actor, null, new Entry("sign_in.ended", ACCOUNT, actor.account(), Map.of()));
    }

    /// One of the person's own, also the one that they ask from. One that has ended stays so.
    ///
    /// @throws Problem.NotFound also for somebody else's
    /// @throws Problem.Forbidden `token.person_only` to a token
    @Transactional
    public void end(Actor.Person actor, UUID sessionId) {
        var person = actor.themselves();
        if (!sessions.isOf(person.account(), sessionId)) {
            throw new Problem.NotFound("not_found");
        }
        if (sessions.end(person.account(), sessionId, SessionEnding.ENDED, clock.instant())) {
            audit.append(person, null, new Entry("session.ended", SUBJECT, sessionId, Map.of()));
            changes.everywhere(person.account());
        }
    }

    /// All of the person's own, also the one that they ask from.
    ///
    /// @throws Problem.Forbidden `token.person_only` to a token
    @Transactional
    public void endAll(Actor.Person actor) {
        var person = actor.themselves();
        var ended = sessions.endAll(person.account(), SessionEnding.ENDED, clock.instant());
        if (ended > 0) {
            audit.append(
                    person, null, new Entry("session.all_ended", ACCOUNT, person.account(), Map.of("sessions", ended)));
            changes.everywhere(person.account());
        }
    }

    /// A session that has just begun.
    public record BegunSession(UUID id, SessionTicket ticket) {}

    /// A session that goes on.
    ///
    /// @param ticket for the browser in place of the one that it sent; null: it is given one by another answer
    public record Resumed(SignedIn person, @Nullable SessionTicket ticket) {}
}

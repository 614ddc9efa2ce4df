package io.runtruth.mail;

import io.runtruth.access.AccountMailQueries;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.LinkMail;
import io.runtruth.mail.DigestRepository.DueDigest;
import io.runtruth.mail.LetterRepository.NewLetter;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who is sent by e-mail what they have chosen to be told (contract 9), and when. Everything is in one
/// digest of a person at most: up to when they were told moves in the transaction that puts the digest
/// beside what is to be sent.
@Service
public class DigestService {

    /// An ending has its time before it is committed; by now it has been.
    private static final Duration COMMITTED_WITHIN = Duration.ofMinutes(1);

    /// A digest that could not be sent by then is old news.
    private static final Duration WORTH_SENDING = Duration.ofDays(2);

    private static final String NEVER = "never";

    private final DigestRepository digests;
    private final DigestQueries queries;
    private final LetterRepository letters;
    private final AccountMailQueries accounts;
    private final ToldFacts facts;
    private final LinkMail mail;
    private final AuditTrail audit;
    private final QueueClock clock;

    DigestService(
            DigestRepository digests,
            DigestQueries queries,
            LetterRepository letters,
            AccountMailQueries accounts,
            ToldFacts facts,
            LinkMail mail,
            AuditTrail audit,
            QueueClock clock) {
        this.digests = digests;
        this.queries = queries;
        this.letters = letters;
        this.accounts = accounts;
        this.facts = facts;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    /// The first one tells what happens from now on.
    ///
    /// @param rhythm null: never
    /// @param locale in which they are written
    /// @throws Problem.Conflict `mail.not_set_up`, `mail.no_address`
    @Transactional
    public void choose(Actor.Person actor, @Nullable DigestRhythm rhythm, Locale locale) {
        var account = actor.themselves().account();
        var before = queries.mine(actor).orElse(null);
        if (rhythm == null) {
            digests.remove(account);
        } else {
            requireReachable(account);
            digests.choose(account, rhythm, locale, clock.now());
        }
        if (before != rhythm) {
            audit.append(
                    actor,
                    null,
                    AuditTrail.Entry.change(
                            "account.digest_chosen",
                            "account",
                            account,
                            Map.of("messages", code(before)),
                            Map.of("messages", code(rhythm))));
        }
    }

    private void requireReachable(UUID account) {
        if (!mail.isSetUp()) {
            throw new Problem.Conflict("mail.not_set_up");
        }
        if (accounts.told(account).isEmpty()) {
            throw new Problem.Conflict("mail.no_address");
        }
    }

    private static String code(@Nullable DigestRhythm rhythm) {
        return rhythm == null ? NEVER : rhythm.code();
    }

    /// Puts one that is due beside what is to be sent, where there is something new for its person. Each by itself:
    /// one that cannot be read holds up no other.
    ///
    /// @param apart so many of the longest due are left out
    /// @return false where none is due any more
    @Transactional
    boolean prepare(int apart) {
        var now = clock.now();
        var due = digests.hold(now, apart);
        due.ifPresent(it -> prepare(it, now));
        return due.isPresent();
    }

    /// Who is disabled, or has no address, is told nothing of that time later either.
    private void prepare(DueDigest due, Instant now) {
        var upTo = now.minus(COMMITTED_WITHIN);
        var told = upTo.isAfter(due.toldUpTo()) ? upTo : due.toldUpTo();
        if (!digests.told(due, told, now.plus(due.rhythm().every()))) {
            return;
        }
        var span = new DueLetter.ToldSpan(due.toldUpTo(), told);
        var isNew = accounts.told(due.accountId())
                .filter(it -> !facts.of(it.person(), span, 1).isEmpty())
                .isPresent();
        if (isNew) {
            letters.add(new NewLetter(
                    UUID.randomUUID(),
                    LetterKind.DIGEST,
                    due.accountId(),
                    due.accountId(),
                    due.locale(),
                    null,
                    span,
                    now,
                    now.plus(WORTH_SENDING)));
        }
    }
}

package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Keeps a password that a person has chosen, hashed before: no transaction waits for a hash. Every session and every
/// link of the account ends. Each change commits with its audit entry.
@Service
class ChosenPasswordService {

    private final AccountRepository accounts;
    private final ResetLinkRepository links;
    private final SessionRepository sessions;
    private final AccessChanges changes;
    private final AuditTrail audit;
    private final Clock clock;

    ChosenPasswordService(
            AccountRepository accounts,
            ResetLinkRepository links,
            SessionRepository sessions,
            AccessChanges changes,
            AuditTrail audit,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.sessions = sessions;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param proven hash of the password that the person knows
    /// @throws Problem.Conflict `edit.changed_meanwhile` where that is no longer theirs
    @Transactional
    void change(Actor.Person person, String proven, String hash) {
        var account = held(person.account());
        if (!proven.equals(account.passwordHash())) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
        keep(person, account, hash, "person");
    }

    /// Of two at the same moment one succeeds.
    ///
    /// @throws Problem.NotFound `reset_link.unknown` where the link was used meanwhile, or has ended
    @Transactional
    void reset(OpaqueSecret link, UUID accountId, String hash) {
        var account = held(accountId);
        if (links.hold(link, clock.instant()).isEmpty()) {
            throw unknownLink();
        }
        keep(new Actor.Person(accountId, account.displayName(), account.systemOperator()), account, hash, "reset link");
    }

    static Problem.NotFound unknownLink() {
        return new Problem.NotFound("reset_link.unknown");
    }

    private Account held(UUID accountId) {
        accounts.hold(accountId);
        return accounts.findById(accountId).orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    private void keep(Actor.Person person, Account account, String hash, String by) {
        var now = clock.instant();
        account.changePassword(hash);
        account.signOutEverywhere(now);
        sessions.endAll(account.id(), SessionEnding.PASSWORD_CHANGED, now);
        links.end(account.id(), now);
        accounts.saveAndFlush(account);
        audit.append(person, null, new Entry("account.password_changed", "account", account.id(), Map.of("by", by)));
        changes.everywhere(account.id());
    }
}

package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of accounts. Each change commits with its audit entry.
@Service
public class AccountService {

    private static final String SUBJECT = "account";

    private final Access access;
    private final AccountRepository accounts;
    private final PasswordEncoder encoder;
    private final AuditTrail audit;
    private final Clock clock;

    AccountService(Access access, AccountRepository accounts, PasswordEncoder encoder, AuditTrail audit, Clock clock) {
        this.access = access;
        this.accounts = accounts;
        this.encoder = encoder;
        this.audit = audit;
        this.clock = clock;
    }

    /// For system operators, and the start of a node.
    ///
    /// @return the new account's id
    /// @throws Problem.Conflict `account.exists` when the username is taken
    @Transactional
    public UUID create(Actor actor, NewAccount asked) {
        access.requireSystemOperator(actor);
        if (accounts.findByUsername(asked.username()).isPresent()) {
            throw new Problem.Conflict("account.exists");
        }
        var account = new Account(UUID.randomUUID(), asked, encoder.encode(asked.password()), clock.instant());
        accounts.saveAndFlush(account);
        audit.append(
                actor,
                null,
                Entry.change(
                        "account.created",
                        SUBJECT,
                        account.id(),
                        Map.of(),
                        Map.of(
                                "username",
                                asked.username(),
                                "system_operator",
                                asked.systemOperator(),
                                "demo",
                                asked.demo())));
        return account.id();
    }

    /// Gives an account of the demo this password, if it has another one.
    @Transactional
    public void ensureDemoPassword(Actor actor, UUID accountId, String password) {
        access.requireSystemOperator(actor);
        PasswordRules.requireAny(password);
        var account =
                accounts.findById(accountId).filter(Account::demo).orElseThrow(() -> new Problem.NotFound("not_found"));
        if (!encoder.matches(password, account.passwordHash())) {
            account.changePassword(encoder.encode(password));
            audit.append(actor, null, new Entry("account.password_changed", SUBJECT, accountId, Map.of()));
        }
    }

    /// Keeps the same password in the form of today. Nothing where it was changed meanwhile; no change of what
    /// anybody may do, and so no audit entry.
    @Transactional
    public void rehash(UUID accountId, String from, String to) {
        accounts.replaceHash(accountId, from, to);
    }

    @Transactional(readOnly = true)
    public Optional<UUID> find(String username) {
        return accounts.findByUsername(username).map(Account::id);
    }

    /// Whether nobody can sign in yet.
    @Transactional(readOnly = true)
    public boolean isEmpty() {
        return accounts.count() == 0;
    }

    /// Whether this database holds accounts of the demo data, whose password may be known to others.
    @Transactional(readOnly = true)
    public boolean hasDemoAccounts() {
        return accounts.existsByDemoTrue();
    }
}

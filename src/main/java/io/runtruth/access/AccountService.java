package io.runtruth.access;

import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of accounts.
@Service
public class AccountService {

    private final AccountRepository accounts;
    private final PasswordEncoder encoder;
    private final Clock clock;

    AccountService(AccountRepository accounts, PasswordEncoder encoder, Clock clock) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.clock = clock;
    }

    /// @return the new account's id
    /// @throws Problem.Conflict `account.exists` when the username is taken
    @Transactional
    public UUID create(NewAccount asked) {
        if (accounts.findByUsername(asked.username()).isPresent()) {
            throw new Problem.Conflict("account.exists");
        }
        var account = new Account(UUID.randomUUID(), asked, encoder.encode(asked.password()), clock.instant());
        return accounts.saveAndFlush(account).id();
    }

    /// Gives the account this password, if it has another one.
    @Transactional
    public void ensurePassword(UUID accountId, String password) {
        var account = accounts.findById(accountId).orElseThrow(() -> new Problem.NotFound("not_found"));
        if (!encoder.matches(password, account.passwordHash())) {
            account.changePassword(encoder.encode(password));
        }
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

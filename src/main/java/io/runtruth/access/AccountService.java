package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.LinkMail.LinkKind;
import io.runtruth.access.LinkMail.LinkLetter;
import io.runtruth.access.OpaqueSecret.SecretKind;
import io.runtruth.access.TokenService.NewSecret;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of accounts. Each change commits with its audit entry.
@Service
public class AccountService {

    /// For how long a link opens the choice of a new password.
    public static final Duration RESET_LASTS = Duration.ofHours(24);

    private static final int MOST_GUESSES = 5;
    private static final Duration GUESS_EVERY = Duration.ofMinutes(1);

    private static final String SUBJECT = "account";
    private static final String USERNAME_UNIQUE = "account_username_unique";

    private final Access access;
    private final AccountRepository accounts;
    private final ResetLinkRepository links;
    private final AccountMailRepository addresses;
    private final LinkMail mail;
    private final InvitationRepository invitations;
    private final SessionRepository sessions;
    private final AccessChanges changes;
    private final PasswordEncoder encoder;
    private final PasswordHashing hashing;
    private final ChosenPasswordService chosen;
    private final AuditTrail audit;
    private final Clock clock;
    private final AddressLimit guesses;

    AccountService(
            Access access,
            AccountRepository accounts,
            ResetLinkRepository links,
            AccountMailRepository addresses,
            LinkMail mail,
            InvitationRepository invitations,
            SessionRepository sessions,
            AccessChanges changes,
            PasswordEncoder encoder,
            PasswordHashing hashing,
            ChosenPasswordService chosen,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.accounts = accounts;
        this.links = links;
        this.addresses = addresses;
        this.mail = mail;
        this.invitations = invitations;
        this.sessions = sessions;
        this.changes = changes;
        this.encoder = encoder;
        this.hashing = hashing;
        this.chosen = chosen;
        this.audit = audit;
        this.clock = clock;
        guesses = new AddressLimit(clock, MOST_GUESSES, GUESS_EVERY);
    }

    /// For system operators, the set-up and the start of a node, which hash within their transaction: nobody else
    /// signs in while they do.
    ///
    /// @return the new account's id
    /// @throws Problem.Conflict `account.exists` when the username is taken
    @Transactional
    public UUID create(Actor actor, NewAccount asked) {
        access.requireSystemOperator(actor);
        requireFree(asked);
        return create(actor, asked, encoder.encode(asked.password()));
    }

    /// In the caller's transaction.
    ///
    /// @param hash of the password
    UUID create(Actor actor, NewAccount asked, String hash) {
        var account = new Account(UUID.randomUUID(), asked, hash, clock.instant());
        insert(actor, account);
        return account.id();
    }

    /// The hash of the password of an account that is to be made, before the transaction begins that makes it.
    ///
    /// @throws Problem.Conflict `account.exists`
    /// @throws Problem.TooMuch `sign_in.busy`
    String hashed(NewAccount asked) {
        requireFree(asked);
        return inTurn(() -> hashing.hash(asked.password()));
    }

    private void requireFree(NewAccount asked) {
        if (accounts.findByUsername(asked.username()).isPresent()) {
            throw new Problem.Conflict("account.exists");
        }
    }

    /// Of somebody whom an identity provider signs in; in the caller's transaction.
    ///
    /// @param username as [NewAccount] has it, and free a moment ago
    Account createWithoutPassword(Actor actor, String username, String displayName) {
        var account = new Account(UUID.randomUUID(), username, displayName, clock.instant());
        insert(actor, account);
        return account;
    }

    private void insert(Actor actor, Account account) {
        try {
            accounts.saveAndFlush(account);
        } catch (DataIntegrityViolationException e) {
            throw Violated.is(e, USERNAME_UNIQUE) ? new Problem.Conflict("account.exists") : e;
        }
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
                                account.username(),
                                "system_operator",
                                account.systemOperator(),
                                "demo",
                                account.demo())));
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

    /// Nothing of what the person has is lost; they can do nothing until the account is enabled again: sessions and
    /// open pages end, tokens and links open nothing. One that is disabled stays so.
    ///
    /// @throws Problem.Conflict `account.last_system_operator`
    @Transactional
    public void disable(Actor actor, UUID accountId) {
        access.requireSystemOperator(actor);
        requireAnotherSystemOperator(accountId);
        accounts.hold(accountId);
        var account = found(accountId);
        if (account.disable(clock.instant())) {
            links.end(accountId, clock.instant());
            sessions.endAll(accountId, SessionEnding.DISABLED, clock.instant());
            invitations.revokeOpenOf(accountId, clock.instant());
            changed(actor, account, "account.disabled", "disabled", true);
        }
    }

    @Transactional
    public void enable(Actor actor, UUID accountId) {
        access.requireSystemOperator(actor);
        var account = found(accountId);
        if (account.enable()) {
            changed(actor, account, "account.enabled", "disabled", false);
        }
    }

    /// @throws Problem.Conflict `account.last_system_operator`
    @Transactional
    public void makeSystemOperator(Actor actor, UUID accountId, boolean systemOperator) {
        access.requireSystemOperatorThemselves(actor);
        if (!systemOperator) {
            requireAnotherSystemOperator(accountId);
        }
        var account = found(accountId);
        if (account.becomeSystemOperator(systemOperator)) {
            changed(actor, account, "account.system_operator_changed", "system_operator", systemOperator);
        }
    }

    /// Of two who want to be the last but one at the same moment, the second waits and is refused.
    private void requireAnotherSystemOperator(UUID accountId) {
        var all = accounts.holdSystemOperators();
        if (all.contains(accountId) && all.size() == 1) {
            throw new Problem.Conflict("account.last_system_operator");
        }
    }

    private void changed(Actor actor, Account account, String action, String what, boolean to) {
        save(account);
        audit.append(actor, null, Entry.change(action, SUBJECT, account.id(), Map.of(what, !to), Map.of(what, to)));
        changes.everywhere(account.id());
    }

    private void save(Account account) {
        try {
            accounts.saveAndFlush(account);
        } catch (OptimisticLockingFailureException _) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
    }

    private Account found(UUID accountId) {
        return accounts.findById(accountId).orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// As below; nothing is sent.
    public NewSecret resetLink(Actor actor, UUID accountId) {
        return resetLink(actor, accountId, null);
    }

    /// A link by which the person chooses a new password, once. One that was made before opens nothing any more.
    ///
    /// @param to where it is sent as well, one of the account's own addresses; null: nowhere
    /// @return with the secret of the link, which is shown once and kept nowhere
    /// @throws Problem.Conflict `account.disabled`, `mail.not_theirs`, `mail.not_set_up`
    /// @throws Problem.TooMuch `mail.too_many`
    @Transactional
    public NewSecret resetLink(Actor actor, UUID accountId, @Nullable MailTo to) {
        access.requireSystemOperatorThemselves(actor);
        accounts.hold(accountId);
        var account = found(accountId);
        if (account.disabled()) {
            throw new Problem.Conflict("account.disabled");
        }
        var secret = OpaqueSecret.generate(SecretKind.RESET);
        var id = UUID.randomUUID();
        var now = clock.instant();
        links.end(accountId, now);
        links.insert(id, accountId, secret, now, now.plus(RESET_LASTS));
        if (to != null) {
            requireOwn(account, to);
            mail.send(new LinkLetter(
                    LinkKind.RESET,
                    id,
                    accountId,
                    to,
                    List.of(account.username()),
                    secret.text(),
                    now.plus(RESET_LASTS)));
        }
        audit.append(
                actor,
                null,
                new Entry(
                        "account.reset_link_made",
                        SUBJECT,
                        accountId,
                        to == null ? Map.of() : Map.of("email", to.address().text())));
        return new NewSecret(id, secret.text());
    }

    /// The address may have changed since whoever asks has read it.
    private void requireOwn(Account account, MailTo to) {
        var own = addresses.confirmed(account.id()).orElse(account.username());
        if (!own.equals(to.address().text())) {
            throw new Problem.Conflict("mail.not_theirs");
        }
    }

    /// The username of whose password a link resets, for whoever has it; empty where it opens nothing.
    @Transactional(readOnly = true)
    public Optional<String> behindResetLink(String secret) {
        return OpaqueSecret.parse(SecretKind.RESET, secret)
                .flatMap(it -> links.accountOf(it, clock.instant()))
                .flatMap(accounts::findById)
                .map(Account::username);
    }

    /// By whoever has the link, once: every session of the account ends. Begins no transaction before the hash is
    /// there.
    ///
    /// @throws Problem.NotFound `reset_link.unknown`, also for one that was used or is too old
    /// @throws Problem.TooMuch `sign_in.busy`
    public void resetPassword(String secret, String password) {
        var link = OpaqueSecret.parse(SecretKind.RESET, secret).orElseThrow(ChosenPasswordService::unknownLink);
        var account =
                links.accountOf(link, clock.instant()).map(this::found).orElseThrow(ChosenPasswordService::unknownLink);
        PasswordRules.require(password, List.of(account.username(), account.displayName()));
        chosen.reset(link, account.id(), inTurn(() -> hashing.hash(password)));
    }

    private static <T> T inTurn(Supplier<T> hashed) {
        try {
            return hashed.get();
        } catch (SignInDelayed delayed) {
            throw new Problem.TooMuch("sign_in.busy", delayed.retryAfterSeconds());
        }
    }

    /// How others see the person from now on; what was done keeps the name that was theirs then.
    ///
    /// @throws Problem.InvalidInput `account.display_name`
    @Transactional
    public void rename(Actor.Person actor, String displayName) {
        var account = found(actor.themselves().account());
        var before = account.displayName();
        var name = NewAccount.requireDisplayName(displayName);
        if (name.equals(before)) {
            return;
        }
        account.rename(name);
        save(account);
        audit.append(
                actor,
                null,
                Entry.change("account.renamed", SUBJECT, account.id(), Map.of("name", before), Map.of("name", name)));
    }

    /// The zone that the person's times are shown in, wherever they sign in.
    ///
    /// @param zone one of [TimeZones]; null: as the browser says
    /// @throws Problem.InvalidInput `account.time_zone`
    @Transactional
    public void chooseTimeZone(Actor.Person actor, @Nullable String zone) {
        var account = found(actor.themselves().account());
        var before = account.timeZone();
        if (Objects.equals(zone, before)) {
            return;
        }
        account.chooseTimeZone(zone == null ? null : TimeZones.require(zone));
        save(account);
        audit.append(
                actor,
                null,
                Entry.change(
                        "account.time_zone_changed",
                        SUBJECT,
                        account.id(),
                        Map.of("time_zone", shown(before)),
                        Map.of("time_zone", shown(zone))));
    }

    private static String shown(@Nullable String zone) {
        return zone == null ? "browser" : zone;
    }

    /// By the person, who knows the one until now; one that signs in through a provider or with a passkey may have
    /// none, and gets the first by a link for a new password. Every session of the account ends, this one too.
    /// Whoever has found an open page has a few guesses. Begins no transaction before the hash is there.
    ///
    /// @throws Problem.InvalidInput `account.password_wrong`, and as for a new account
    /// @throws Problem.TooMuch `account.password_guessed`, `sign_in.busy`
    /// @throws Problem.Conflict `edit.changed_meanwhile`
    public void changePassword(Actor.Person actor, String current, String wanted) {
        var account = found(actor.themselves().account());
        PasswordRules.require(wanted, List.of(account.username(), account.displayName()));
        if (!guesses.take(account.id().toString())) {
            throw new Problem.TooMuch("account.password_guessed", GUESS_EVERY.toSeconds());
        }
        var hash = account.passwordHash();
        if (hash == null || current.length() > PasswordRules.LONGEST || !inTurn(() -> hashing.matches(current, hash))) {
            throw new Problem.InvalidInput("account.password_wrong");
        }
        chosen.change(actor, hash, inTurn(() -> hashing.hash(wanted)));
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

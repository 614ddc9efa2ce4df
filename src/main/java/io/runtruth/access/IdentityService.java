package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Finds or makes the account of somebody whom an identity provider has vouched for (contract 8), and keeps which
/// identity belongs to which account: one subject is one account, and an account has one subject of an issuer. Each
/// change commits with its audit entry.
@Service
public class IdentityService {

    private static final String SUBJECT = "account";

    private final IdentityRepository identities;
    private final AccountRepository accounts;
    private final AccountService accountWriter;
    private final InvitationService invitations;
    private final GroupMembers groups;
    private final PasskeyRepository passkeys;
    private final ProviderRules rules;
    private final AuditTrail audit;
    private final Clock clock;

    IdentityService(
            IdentityRepository identities,
            AccountRepository accounts,
            AccountService accountWriter,
            InvitationService invitations,
            GroupMembers groups,
            PasskeyRepository passkeys,
            ProviderRules rules,
            AuditTrail audit,
            Clock clock) {
        this.identities = identities;
        this.accounts = accounts;
        this.accountWriter = accountWriter;
        this.invitations = invitations;
        this.groups = groups;
        this.passkeys = passkeys;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    /// Whoever was linked before is their account's person. Otherwise the account whose username is the verified
    /// address, until its person has unlinked an identity. Otherwise one is made for whoever has the link of an
    /// invitation, whose verified address was invited, or whose groups admit them where that was configured. Their
    /// groups are aligned with each sign-in.
    ///
    /// @param invitation secret of the link that it was begun from; null where it was not
    /// @throws Problem.NotFound `invitation.unknown`
    /// @throws Problem.Conflict `invitation.used`, `invitation.revoked`, `invitation.expired`; and
    ///     `account.exists` where another one was made at this moment: the next try finds it
    @Transactional
    public ProviderSignIn signIn(ProvidedIdentity identity, @Nullable String invitation) {
        identities.hold(identity);
        return switch (search(identity)) {
            case Found.Linked(var account) -> signIn(account, identity, invitation);
            case Found.ByAddress(var account) -> {
                if (!identities.mayLinkByAddress(account.id())) {
                    yield new ProviderSignIn.NotIn(ProviderRefusal.UNLINKED);
                }
                if (identities.hasAny(account.id(), identity.issuer())) {
                    yield new ProviderSignIn.NotIn(ProviderRefusal.ANOTHER);
                }
                link(person(account), identity, "address");
                yield signIn(account, identity, invitation);
            }
            case Found.Nobody _ -> newcomer(identity, invitation);
            case Found.Barred _ -> refused(identity);
        };
    }

    private Found search(ProvidedIdentity identity) {
        var linked = identities.find(identity);
        if (linked.isPresent()) {
            return linked.flatMap(accounts::findById)
                    .filter(account -> !account.disabled())
                    .<Found>map(Found.Linked::new)
                    .orElseGet(Found.Barred::new);
        }
        return identity.verifiedAddress()
                .flatMap(accounts::findByUsername)
                .map(account -> account.disabled() || account.demo() ? new Found.Barred() : held(account))
                .orElseGet(Found.Nobody::new);
    }

    private Found held(Account account) {
        accounts.hold(account.id());
        return new Found.ByAddress(account);
    }

    private ProviderSignIn signIn(Account account, ProvidedIdentity identity, @Nullable String invitation) {
        identities.used(identity, clock.instant());
        if (invitation != null) {
            invitations.joinUnlessMember(person(account), invitation);
        }
        groups.align(account.id(), identity);
        return new ProviderSignIn.In(account.id());
    }

    private ProviderSignIn newcomer(ProvidedIdentity identity, @Nullable String invitation) {
        if (invitation != null) {
            invitations.requireUsable(invitation);
            var account = made(identity, "invitation");
            invitations.joinUnlessMember(person(account), invitation);
            groups.align(account.id(), identity);
            return new ProviderSignIn.In(account.id());
        }
        var invited = identity.verifiedAddress().map(invitations::holdSentTo).orElse(List.of());
        if (!invited.isEmpty()) {
            var account = made(identity, "invitation");
            invited.forEach(it -> invitations.join(person(account), it));
            groups.align(account.id(), identity);
            return new ProviderSignIn.In(account.id());
        }
        var grants = identity.grants();
        if (rules.admitByGroups() && grants != null && groups.admits(identity)) {
            var account = made(identity, "groups");
            groups.align(account.id(), identity);
            return new ProviderSignIn.In(account.id());
        }
        return refused(identity);
    }

    private static ProviderSignIn refused(ProvidedIdentity identity) {
        return new ProviderSignIn.NotIn(
                identity.address() == null ? ProviderRefusal.UNVERIFIED : ProviderRefusal.UNKNOWN);
    }

    private Account made(ProvidedIdentity identity, String by) {
        var account = accountWriter.createWithoutPassword(
                new Actor.System(by), freeName(identity), NewAccount.requireDisplayName(identity.name()));
        link(person(account), identity, by);
        return account;
    }

    private String freeName(ProvidedIdentity identity) {
        var wanted = Optional.ofNullable(identity.address()).orElse(identity.handle());
        var name = wanted;
        for (var next = 2; accounts.findByUsername(name).isPresent(); next++) {
            name = identity.handle() + "-" + next;
        }
        return name;
    }

    /// By a person who has signed in lately and in another way: from now on they sign in through the provider too.
    ///
    /// @param sessionId the one that the person asks from
    /// @return what speaks against it; empty where it was done, or is so already
    /// @throws Problem.Conflict `identity.sign_in_again`
    @Transactional
    public Optional<ProviderRefusal> link(Actor.Person actor, @Nullable UUID sessionId, ProvidedIdentity identity) {
        var person = actor.themselves();
        requireSignedInLately(person, sessionId);
        identities.hold(identity);
        accounts.hold(person.account());
        var owner = identities.find(identity);
        if (owner.isPresent()) {
            return owner.get().equals(person.account()) ? Optional.empty() : Optional.of(ProviderRefusal.TAKEN);
        }
        if (identities.hasAny(person.account(), identity.issuer())) {
            return Optional.of(ProviderRefusal.ANOTHER);
        }
        link(person, identity, "person");
        groups.align(person.account(), identity);
        return Optional.empty();
    }

    private void link(Actor.Person person, ProvidedIdentity identity, String by) {
        identities.insert(UUID.randomUUID(), person.account(), identity, clock.instant());
        audit.append(
                person,
                null,
                Entry.change(
                        "account.identity_linked",
                        SUBJECT,
                        person.account(),
                        Map.of(),
                        Map.of("provider", identity.registration(), "by", by)));
    }

    /// To be asked before the provider is.
    ///
    /// @throws Problem.Conflict `identity.sign_in_again`
    public void requireSignedInLately(Actor.Person actor, @Nullable UUID sessionId) {
        var person = actor.themselves();
        if (sessionId == null
                || passkeys.signedInAt(person.account(), sessionId)
                        .filter(at -> clock.instant().isBefore(at.plus(PasskeyService.SIGNED_IN_WITHIN)))
                        .isEmpty()) {
            throw new Problem.Conflict("identity.sign_in_again", PasskeyService.SIGNED_IN_WITHIN.toMinutes());
        }
    }

    /// Sessions that it has signed in to go on; memberships that its groups have given end. From then on the person
    /// alone links one: what they did not want any more does not come back by their address.
    ///
    /// @throws Problem.NotFound also for somebody else's
    /// @throws Problem.Conflict `identity.last_way`: the person could not sign in any more
    @Transactional
    public void unlink(Actor.Person actor, UUID identityId) {
        var person = actor.themselves();
        accounts.hold(person.account());
        var registration =
                identities.delete(person.account(), identityId).orElseThrow(() -> new Problem.NotFound("not_found"));
        if (identities.waysIn(person.account()) == 0) {
            throw new Problem.Conflict("identity.last_way");
        }
        identities.linkNoMoreByAddress(person.account());
        groups.endAll(person.account(), registration);
        audit.append(
                person,
                null,
                Entry.change(
                        "account.identity_unlinked",
                        SUBJECT,
                        person.account(),
                        Map.of("provider", registration),
                        Map.of()));
    }

    private static Actor.Person person(Account account) {
        return new Actor.Person(account.id(), account.displayName(), account.systemOperator());
    }

    /// What came of it.
    public sealed interface ProviderSignIn {

        record In(UUID accountId) implements ProviderSignIn {}

        record NotIn(ProviderRefusal why) implements ProviderSignIn {}
    }

    private sealed interface Found {

        record Linked(Account account) implements Found {}

        record ByAddress(Account account) implements Found {}

        record Nobody() implements Found {}

        /// There is one, and nobody signs in to it like this.
        record Barred() implements Found {}
    }
}

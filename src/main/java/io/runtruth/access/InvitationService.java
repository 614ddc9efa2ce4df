package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.InvitationQueries.InvitationRow;
import io.runtruth.access.InvitationRepository.HeldInvitation;
import io.runtruth.access.InvitationRepository.StoredInvitation;
import io.runtruth.access.LinkMail.LinkKind;
import io.runtruth.access.LinkMail.LinkLetter;
import io.runtruth.access.Member.MemberKey;
import io.runtruth.access.OpaqueSecret.SecretKind;
import io.runtruth.access.TokenService.NewSecret;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Invitations into a workspace: a link that makes one person a member, once (contract 8). No mail server is
/// needed: whoever invites passes the link on; where there is one, the link can be sent too. Each change commits with
/// its audit entry.
@Service
public class InvitationService {

    /// No link stays open longer.
    public static final Duration LONGEST = Duration.ofDays(30);

    /// Where nobody says otherwise.
    public static final Duration USUAL = Duration.ofDays(7);

    static final int MOST_OPEN = 1_000;
    private static final int MOST_OF_ADDRESS = 50;
    private static final String SUBJECT = "invitation";
    private static final String MEMBER_ONCE = "member_pk";

    private final Access access;
    private final InvitationRepository invitations;
    private final InvitationQueries queries;
    private final AccountService accounts;
    private final MemberRepository members;
    private final AccessChanges changes;
    private final LinkMail mail;
    private final SignInProviders providers;
    private final AuditTrail audit;
    private final Clock clock;

    InvitationService(
            Access access,
            InvitationRepository invitations,
            InvitationQueries queries,
            AccountService accounts,
            MemberRepository members,
            AccessChanges changes,
            LinkMail mail,
            SignInProviders providers,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.invitations = invitations;
        this.queries = queries;
        this.accounts = accounts;
        this.members = members;
        this.changes = changes;
        this.mail = mail;
        this.providers = providers;
        this.audit = audit;
        this.clock = clock;
    }

    /// As below; nothing is sent.
    public NewSecret create(Actor actor, UUID workspaceId, Share share, Instant expiresAt) {
        return create(actor, workspaceId, share, expiresAt, null);
    }

    /// By an owner; by a system operator too, for a workspace that no owner can sign in to: to others they are
    /// strangers, as everybody is who is no member.
    ///
    /// @param expiresAt later than now, by [#LONGEST] at most
    /// @param to whom it is for: the link is sent there where e-mails are sent, and whoever has no account yet and
    ///     signs in with this address through a provider is let in without it; null: whoever has the link
    /// @return with the secret of the link, which is shown once and kept nowhere
    /// @throws Problem.NotFound for an environment of another workspace
    /// @throws Problem.Conflict `invitation.too_many`; `mail.not_set_up` where an address is of no use
    /// @throws Problem.TooMuch `mail.too_many`
    @Transactional
    public NewSecret create(Actor actor, UUID workspaceId, Share share, Instant expiresAt, @Nullable MailTo to) {
        access.requireOwnerOrSystemOperator(actor, workspaceId);
        var now = clock.instant();
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            throw new Problem.InvalidInput("invitation.expiry", LONGEST.toDays());
        }
        access.requireToGive(actor, workspaceId, share.role());
        if (!invitations.holdWorkspace(workspaceId)) {
            throw new Problem.NotFound("not_found");
        }
        if (!access.can(actor, workspaceId, Capability.WORKSPACE_MANAGE)
                && !members.owners(workspaceId).isEmpty()) {
            throw new Problem.NotFound("not_found");
        }
        if (invitations.open(workspaceId, now) >= MOST_OPEN) {
            throw new Problem.Conflict("invitation.too_many", MOST_OPEN);
        }
        var secret = OpaqueSecret.generate(SecretKind.INVITATION);
        var id = UUID.randomUUID();
        var stored = new StoredInvitation(
                id,
                workspaceId,
                share,
                secret,
                actor,
                now,
                expiresAt,
                to == null ? null : to.address().text());
        if (!invitations.insert(stored)) {
            throw new Problem.NotFound("not_found");
        }
        var after = new HashMap<>(MemberService.shown(share));
        after.put("expires_at", expiresAt.toString());
        if (to != null) {
            after.put("email", to.address().text());
            if (addressUse() != AddressUse.SIGN_IN) {
                send(stored, to);
            }
        }
        audit.append(actor, workspaceId, Entry.change("invitation.created", SUBJECT, id, Map.of(), after));
        return new NewSecret(id, secret.text());
    }

    /// What becomes of the address that an invitation names.
    public AddressUse addressUse() {
        if (mail.isSetUp()) {
            return AddressUse.SENT;
        }
        return providers.isConfigured() ? AddressUse.SIGN_IN : AddressUse.NONE;
    }

    private void send(StoredInvitation invitation, MailTo to) {
        var names = List.of(
                invitations.workspaceName(invitation.workspaceId()),
                invitation.invitedBy().name());
        mail.send(new LinkLetter(
                LinkKind.INVITATION,
                invitation.id(),
                invitation.workspaceId(),
                to,
                names,
                invitation.secret().text(),
                invitation.expiresAt()));
    }

    /// Sends the link once more, where sending it was given up.
    ///
    /// @throws Problem.Conflict `mail.nothing_to_send` where it was sent, or nowhere to be
    @Transactional
    public void sendAgain(Actor actor, UUID workspaceId, UUID invitationId) {
        access.requireOwnerOrSystemOperator(actor, workspaceId);
        var invitation =
                invitations.hold(workspaceId, invitationId).orElseThrow(() -> new Problem.NotFound("not_found"));
        if (invitation.state(clock.instant()) != InvitationState.OPEN || !mail.sendAgain(invitationId)) {
            throw new Problem.Conflict("mail.nothing_to_send");
        }
        audit.append(actor, workspaceId, new Entry("invitation.sent_again", SUBJECT, invitationId, Map.of()));
    }

    /// One that was accepted cannot be revoked: remove the member. One that is revoked stays so.
    ///
    /// @throws Problem.Conflict `invitation.used`
    @Transactional
    public void revoke(Actor actor, UUID workspaceId, UUID invitationId) {
        access.requireOwnerOrSystemOperator(actor, workspaceId);
        var invitation =
                invitations.hold(workspaceId, invitationId).orElseThrow(() -> new Problem.NotFound("not_found"));
        if (invitation.isAccepted()) {
            throw new Problem.Conflict("invitation.used");
        }
        if (!invitation.isRevoked()) {
            invitations.revoke(invitationId, clock.instant());
            audit.append(actor, workspaceId, new Entry("invitation.revoked", SUBJECT, invitationId, Map.of()));
        }
    }

    /// What a link leads to, for whoever has it, whether signed in or not.
    ///
    /// @return empty for a link that nobody was given
    @Transactional(readOnly = true)
    public Optional<InvitationRow> behind(String secret) {
        return OpaqueSecret.parse(SecretKind.INVITATION, secret).flatMap(queries::behind);
    }

    /// By somebody without an account, as [NewcomerService] has it.
    ///
    /// @param hash of their password
    @Transactional
    Accepted accept(String secret, NewAccount account, String hash) {
        var invitation = usable(secret);
        var made = accounts.create(new Actor.System("invitation"), account, hash);
        return join(new Actor.Person(made, account.displayName(), false), invitation);
    }

    /// By somebody who has signed in: makes them a member too.
    ///
    /// @throws Problem.NotFound `invitation.unknown`
    /// @throws Problem.Forbidden `workspace.suspended`; the link stays open
    /// @throws Problem.Conflict `invitation.used`, `invitation.revoked`, `invitation.expired`,
    ///     `invitation.member_already`
    @Transactional
    public Accepted join(Actor.Person actor, String secret) {
        return join(actor.themselves(), usable(secret));
    }

    /// By somebody whom an identity provider has signed in, in the caller's transaction. Nothing for who is a member
    /// already: the invitation stays open for somebody else.
    void joinUnlessMember(Actor.Person person, String secret) {
        var invitation = usable(secret);
        if (!members.existsById(new MemberKey(invitation.workspaceId(), person.account()))) {
            join(person, invitation);
        }
    }

    /// What somebody without an account was invited to by their address, in the caller's transaction.
    ///
    /// @param address that their provider has verified, in lower case
    /// @return the newest of each workspace, held until the transaction ends
    List<HeldInvitation> holdSentTo(String address) {
        var newest = new LinkedHashMap<UUID, HeldInvitation>();
        invitations
                .holdUsable(address, clock.instant(), MOST_OF_ADDRESS)
                .forEach(it -> newest.putIfAbsent(it.workspaceId(), it));
        return List.copyOf(newest.values());
    }

    /// Held until the caller's transaction ends, where there is one.
    void requireUsable(String secret) {
        usable(secret);
    }

    Accepted join(Actor.Person person, HeldInvitation invitation) {
        var key = new MemberKey(invitation.workspaceId(), person.account());
        if (members.existsById(key)) {
            throw new Problem.Conflict("invitation.member_already");
        }
        save(new Member(key, invitation.share()));
        invitations.accept(invitation.id(), person.account(), clock.instant());
        var after = new HashMap<>(MemberService.shown(invitation.share()));
        after.put("invitation", invitation.id().toString());
        audit.append(
                person,
                invitation.workspaceId(),
                Entry.change("member.added", "account", person.account(), Map.of(), after));
        changes.inWorkspace(invitation.workspaceId(), person.account());
        return new Accepted(invitation.workspaceId(), invitation.workspaceSlug(), person.account());
    }

    private void save(Member member) {
        try {
            members.saveAndFlush(member);
        } catch (DataIntegrityViolationException e) {
            throw Violated.is(e, MEMBER_ONCE) ? new Problem.Conflict("invitation.member_already") : e;
        }
    }

    /// Held until the transaction ends: whoever comes second sees what the first has made of it.
    private HeldInvitation usable(String secret) {
        var invitation = OpaqueSecret.parse(SecretKind.INVITATION, secret)
                .flatMap(it -> invitations.hold(it.hash()))
                .orElseThrow(() -> new Problem.NotFound("invitation.unknown"));
        switch (invitation.state(clock.instant())) {
            case ACCEPTED -> throw new Problem.Conflict("invitation.used");
            case REVOKED -> throw new Problem.Conflict("invitation.revoked");
            case EXPIRED -> throw new Problem.Conflict("invitation.expired");
            case OPEN -> {}
        }
        if (invitation.workspaceSuspended()) {
            throw Access.suspended();
        }
        return invitation;
    }

    /// Of an address that an invitation names.
    public enum AddressUse {
        /// It is refused.
        NONE,
        /// Whoever has no account yet and signs in with it through a provider is let in.
        SIGN_IN,
        /// The link is sent there; and as above.
        SENT
    }

    public record Accepted(UUID workspaceId, String workspaceSlug, UUID accountId) {}
}

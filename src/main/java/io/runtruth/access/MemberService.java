package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.Member.MemberKey;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Changes and ends memberships. Each change commits with its audit entry and is heard by the person's open pages;
/// sessions and tokens have less at the very next decision, because rights are read afresh for each.
///
/// A workspace keeps an owner who can sign in: of two owners who leave, or are reduced, at the same moment, one
/// stays.
@Service
public class MemberService {

    private static final String SUBJECT = "account";
    private static final String OF_THE_WORKSPACE = "member_environment_scope_fk";

    private final Access access;
    private final MemberRepository members;
    private final InvitationRepository invitations;
    private final AccessChanges changes;
    private final AuditTrail audit;
    private final Clock clock;

    MemberService(
            Access access,
            MemberRepository members,
            InvitationRepository invitations,
            AccessChanges changes,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.members = members;
        this.invitations = invitations;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /// @throws Problem.Conflict `member.last_owner`, `edit.changed_meanwhile`
    @Transactional
    public void change(Actor actor, MemberRef ref, MemberChange asked) {
        var member = held(actor, ref);
        access.requireToGive(actor, ref.workspaceId(), asked.share().role());
        requireVersion(member, asked.version());
        if (member.isAs(asked.share())) {
            return;
        }
        if (asked.share().role() != Role.OWNER) {
            requireAnotherOwner(ref);
        }
        member.becomeByHand();
        become(actor, ref, member, asked.share());
    }

    private void become(Actor actor, MemberRef ref, Member member, Share share) {
        var before = shown(member.share());
        member.become(share);
        save(member);
        if (share.role() != Role.OWNER) {
            endInvitations(actor, ref);
        }
        audit.append(
                actor,
                ref.workspaceId(),
                Entry.change("member.changed", SUBJECT, ref.accountId(), before, shown(share)));
        changes.inWorkspace(ref.workspaceId(), ref.accountId());
    }

    /// Also of oneself.
    ///
    /// @throws Problem.Conflict `member.last_owner`
    @Transactional
    public void remove(Actor actor, MemberRef ref) {
        var member = held(actor, ref);
        requireAnotherOwner(ref);
        remove(actor, ref, member);
    }

    private void remove(Actor actor, MemberRef ref, Member member) {
        delete(member);
        endInvitations(actor, ref);
        audit.append(
                actor,
                ref.workspaceId(),
                Entry.change("member.removed", SUBJECT, ref.accountId(), shown(member.share()), Map.of()));
        changes.inWorkspace(ref.workspaceId(), ref.accountId());
    }

    /// What a person's groups say, in the caller's transaction: they become a member, another one, or none. One that
    /// was made by hand or by another provider's groups stays as it is, and so does the last owner, until the next
    /// time.
    ///
    /// @param share null: none of their groups gives anything here
    void align(MemberRef ref, @Nullable Share share, String registration) {
        var actor = new Actor.System("provider " + registration);
        members.holdOwners(ref.workspaceId());
        var member = members.findById(new MemberKey(ref.workspaceId(), ref.accountId()));
        if (member.isEmpty()) {
            if (share != null) {
                add(actor, ref, share, registration);
            }
        } else if (member.get().isBy(registration) && !isAs(member.get(), share) && mayLose(ref, share)) {
            if (share == null) {
                remove(actor, ref, member.get());
            } else {
                become(actor, ref, member.get(), share);
            }
        }
    }

    private void add(Actor actor, MemberRef ref, Share share, String registration) {
        save(new Member(new MemberKey(ref.workspaceId(), ref.accountId()), share, registration));
        audit.append(
                actor,
                ref.workspaceId(),
                Entry.change("member.added", SUBJECT, ref.accountId(), Map.of(), shown(share)));
        changes.inWorkspace(ref.workspaceId(), ref.accountId());
    }

    private static boolean isAs(Member member, @Nullable Share share) {
        return share != null && member.isAs(share);
    }

    private boolean mayLose(MemberRef ref, @Nullable Share share) {
        return share != null && share.role() == Role.OWNER || !isLastOwner(ref);
    }

    /// What they gave away as an owner ends with their right to: nobody comes back by their own link.
    private void endInvitations(Actor actor, MemberRef ref) {
        invitations
                .revokeOpenOf(ref.workspaceId(), ref.accountId(), clock.instant())
                .forEach(id -> audit.append(
                        actor, ref.workspaceId(), new Entry("invitation.revoked", "invitation", id, Map.of())));
    }

    private Member held(Actor actor, MemberRef ref) {
        access.require(actor, ref.workspaceId(), Capability.WORKSPACE_MANAGE);
        members.holdOwners(ref.workspaceId());
        return members.findById(new MemberKey(ref.workspaceId(), ref.accountId()))
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// The owners are held, so the count stays true until the transaction ends.
    private void requireAnotherOwner(MemberRef ref) {
        if (isLastOwner(ref)) {
            throw new Problem.Conflict("member.last_owner");
        }
    }

    private boolean isLastOwner(MemberRef ref) {
        var owners = members.owners(ref.workspaceId());
        return owners.contains(ref.accountId()) && owners.size() == 1;
    }

    private static void requireVersion(Member member, @Nullable Long expected) {
        if (expected != null && !expected.equals(member.version())) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
    }

    private void delete(Member member) {
        try {
            members.delete(member);
            members.flush();
        } catch (OptimisticLockingFailureException _) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
    }

    private void save(Member member) {
        try {
            members.saveAndFlush(member);
        } catch (DataIntegrityViolationException e) {
            if (Violated.is(e, OF_THE_WORKSPACE)) {
                throw new Problem.NotFound("not_found");
            }
            throw e;
        } catch (OptimisticLockingFailureException _) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
    }

    static Map<String, Object> shown(Share share) {
        return Map.of(
                "role",
                share.role().code(),
                "all_environments",
                share.environments() == null,
                "environments",
                share.environments() == null ? Set.of() : new TreeSet<>(share.environments()));
    }

    public record MemberRef(UUID workspaceId, UUID accountId) {}

    /// @param version of the member that it was decided by; null: whatever it is now
    public record MemberChange(Share share, @Nullable Long version) {}
}

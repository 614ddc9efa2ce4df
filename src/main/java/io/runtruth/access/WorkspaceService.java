package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of workspaces and of their members. Each change commits with its audit entry.
@Service
public class WorkspaceService {

    private final Access access;
    private final WorkspaceRepository workspaces;
    private final MemberRepository members;
    private final AuditTrail audit;
    private final Clock clock;

    WorkspaceService(
            Access access, WorkspaceRepository workspaces, MemberRepository members, AuditTrail audit, Clock clock) {
        this.access = access;
        this.workspaces = workspaces;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /// For system operators, and the start of a node.
    ///
    /// @param slug the form of the database's check: lower-case letters, digits and inner hyphens, at most 63
    /// @param evidenceMaxAge whole days, 1 to 36,500: older evidence is left out of reviews (contract 6.1.1)
    /// @throws Problem.Conflict `workspace.exists` when the slug is taken
    @Transactional
    public UUID create(Actor actor, String slug, String name, Duration evidenceMaxAge) {
        access.requireSystemOperator(actor);
        if (workspaces.findBySlug(slug).isPresent()) {
            throw new Problem.Conflict("workspace.exists");
        }
        var workspace = new Workspace(UUID.randomUUID(), slug, name, evidenceMaxAge, clock.instant());
        workspaces.saveAndFlush(workspace);
        audit.append(
                actor,
                workspace.id(),
                Entry.change(
                        "workspace.created",
                        "workspace",
                        workspace.id(),
                        Map.of(),
                        Map.of("slug", slug, "name", name, "evidence_max_age_days", evidenceMaxAge.toDays())));
        return workspace.id();
    }

    @Transactional(readOnly = true)
    public Optional<UUID> find(String slug) {
        return workspaces.findBySlug(slug).map(Workspace::id);
    }

    /// Adds a member for all environments of the workspace; one that is there keeps the role it has.
    @Transactional
    public void ensureMember(Actor actor, NewMember membership) {
        access.require(actor, membership.workspaceId(), Capability.WORKSPACE_MANAGE);
        var key = new Member.MemberKey(membership.workspaceId(), membership.accountId());
        if (!members.existsById(key)) {
            members.saveAndFlush(new Member(key, membership.role(), true));
            audit.append(
                    actor,
                    membership.workspaceId(),
                    Entry.change(
                            "member.added",
                            "account",
                            membership.accountId(),
                            Map.of(),
                            Map.of("role", membership.role().code(), "all_environments", true)));
        }
    }

    public record NewMember(UUID workspaceId, UUID accountId, Role role) {}
}

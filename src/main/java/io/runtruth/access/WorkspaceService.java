package io.runtruth.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of workspaces and of their members.
@Service
public class WorkspaceService {

    private final WorkspaceRepository workspaces;
    private final MemberRepository members;
    private final Clock clock;

    WorkspaceService(WorkspaceRepository workspaces, MemberRepository members, Clock clock) {
        this.workspaces = workspaces;
        this.members = members;
        this.clock = clock;
    }

    /// @param slug the form of the database's check: lower-case letters, digits and inner hyphens, at most 63
    /// @param evidenceMaxAge whole days, 1 to 36,500: older evidence is left out of reviews (SPEC 6.1.1)
    @Transactional
    public UUID create(String slug, String name, Duration evidenceMaxAge) {
        var workspace = new Workspace(UUID.randomUUID(), slug, name, evidenceMaxAge, clock.instant());
        return workspaces.saveAndFlush(workspace).id();
    }

    @Transactional(readOnly = true)
    public Optional<UUID> find(String slug) {
        return workspaces.findBySlug(slug).map(Workspace::id);
    }

    /// Adds a member for all environments of the workspace; one that is there keeps the role it has.
    @Transactional
    public void ensureMember(Membership membership) {
        var key = new Member.Key(membership.workspaceId(), membership.accountId());
        if (!members.existsById(key)) {
            members.saveAndFlush(new Member(key, membership.role(), true));
        }
    }

    public record Membership(UUID workspaceId, UUID accountId, Role role) {}
}

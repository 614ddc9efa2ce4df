package io.runtruth.access;

import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Slug;
import io.runtruth.texts.Language;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of workspaces and of their members. Each change commits with its audit entry.
@Service
public class WorkspaceService {

    private static final String SUBJECT = "workspace";
    private static final String SLUG_UNIQUE = "workspace_slug_unique";

    private final Access access;
    private final WorkspaceRepository workspaces;
    private final MemberRepository members;
    private final AccessChanges changes;
    private final AuditTrail audit;
    private final Clock clock;

    WorkspaceService(
            Access access,
            WorkspaceRepository workspaces,
            MemberRepository members,
            AccessChanges changes,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.workspaces = workspaces;
        this.members = members;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /// For system operators, and the start of a node.
    ///
    /// @param slug as [Slug] has it
    /// @param name as [Label] has it
    /// @param evidenceMaxAge whole days, 1 to 36,500: older evidence is left out of reviews (contract 6.1.1)
    /// @throws Problem.Conflict `workspace.exists` when the slug is taken
    @Transactional
    public UUID create(Actor actor, String slug, String name, Duration evidenceMaxAge) {
        access.requireSystemOperator(actor);
        var label = Label.require(name);
        if (workspaces.findBySlug(Slug.require(slug)).isPresent()) {
            throw new Problem.Conflict("workspace.exists");
        }
        var workspace = new Workspace(UUID.randomUUID(), slug, label, evidenceMaxAge, clock.instant());
        try {
            workspaces.saveAndFlush(workspace);
        } catch (DataIntegrityViolationException e) {
            throw Violated.is(e, SLUG_UNIQUE) ? new Problem.Conflict("workspace.exists") : e;
        }
        audit.append(
                actor,
                workspace.id(),
                Entry.change(
                        "workspace.created",
                        SUBJECT,
                        workspace.id(),
                        Map.of(),
                        Map.of("slug", slug, "name", label, "evidence_max_age_days", evidenceMaxAge.toDays())));
        return workspace.id();
    }

    /// By an owner; what it is called by a system operator too, and whether it is in use by nobody else.
    ///
    /// While it is suspended, no member and no token sees or changes anything in it, and open pages close at once.
    /// What runs comes to its proven end; nothing is deleted, and resuming brings all back as it was.
    ///
    /// @throws Problem.Forbidden `workspace.suspending` to a member
    /// @throws Problem.Conflict `edit.changed_meanwhile`
    @Transactional
    public void change(Actor actor, UUID workspaceId, WorkspaceChange asked) {
        requireRight(actor, workspaceId, asked);
        var workspace = workspaces.findById(workspaceId).orElseThrow(() -> new Problem.NotFound("not_found"));
        if (asked.version() != null && !asked.version().equals(workspace.version())) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
        var before = new HashMap<String, Object>();
        var after = new HashMap<String, Object>();
        if (asked.name() != null && !asked.name().equals(workspace.name())) {
            before.put("name", workspace.name());
            after.put("name", asked.name());
            workspace.rename(asked.name());
        }
        if (asked.evidenceMaxAgeDays() != null && asked.evidenceMaxAgeDays() != workspace.evidenceMaxAgeDays()) {
            before.put("evidence_max_age_days", workspace.evidenceMaxAgeDays());
            after.put("evidence_max_age_days", asked.evidenceMaxAgeDays());
            workspace.limitEvidence(asked.evidenceMaxAgeDays());
        }
        if (asked.restoreFourEyes() != null && asked.restoreFourEyes() != workspace.restoreFourEyes()) {
            before.put("restore_four_eyes", workspace.restoreFourEyes());
            after.put("restore_four_eyes", asked.restoreFourEyes());
            workspace.askForASecondPerson(asked.restoreFourEyes());
        }
        if (asked.documentLanguage() != null && !asked.documentLanguage().code().equals(workspace.documentLanguage())) {
            before.put("document_language", workspace.documentLanguage());
            after.put("document_language", asked.documentLanguage().code());
            workspace.writeDocumentsIn(asked.documentLanguage());
        }
        if (!after.isEmpty()) {
            save(workspace);
            audit.append(actor, workspaceId, Entry.change("workspace.changed", SUBJECT, workspaceId, before, after));
        }
        if (asked.suspended() != null && asked.suspended() != workspace.suspended()) {
            suspend(actor, workspace, asked.suspended());
        }
    }

    private void requireRight(Actor actor, UUID workspaceId, WorkspaceChange asked) {
        if (asked.suspended() != null) {
            access.requireSystemOperatorToSuspend(actor, workspaceId);
        }
        if (asked.isOfOwner()) {
            access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        } else {
            access.requireOwnerOrSystemOperator(actor, workspaceId);
        }
    }

    private void suspend(Actor actor, Workspace workspace, boolean suspended) {
        if (suspended) {
            workspace.suspend(clock.instant(), actor.name());
        } else {
            workspace.resume();
        }
        save(workspace);
        audit.append(
                actor,
                workspace.id(),
                Entry.change(
                        suspended ? "workspace.suspended" : "workspace.resumed",
                        SUBJECT,
                        workspace.id(),
                        Map.of("suspended", !suspended),
                        Map.of("suspended", suspended)));
        changes.ofWorkspace(workspace.id());
    }

    private void save(Workspace workspace) {
        try {
            workspaces.saveAndFlush(workspace);
        } catch (OptimisticLockingFailureException _) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
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
            members.saveAndFlush(new Member(key, Share.of(membership.role())));
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

    /// What is null stays as it is.
    ///
    /// @param name as [Label] has it
    /// @param evidenceMaxAgeDays 1 to 36,500; an owner's only
    /// @param restoreFourEyes whether a second person approves each restore; an owner's only
    /// @param documentLanguage of its documents, where nobody asks for another; an owner's only
    /// @param suspended whether it is; a system operator's only
    /// @param version of the workspace that it was decided by; null: whatever it is now
    public record WorkspaceChange(
            @Nullable String name,
            @Nullable Integer evidenceMaxAgeDays,
            @Nullable Boolean restoreFourEyes,
            @Nullable Language documentLanguage,
            @Nullable Boolean suspended,
            @Nullable Long version) {

        private static final int MOST_DAYS = 36_500;

        public WorkspaceChange {
            name = name == null ? null : Label.require(name);
            if (evidenceMaxAgeDays != null && (evidenceMaxAgeDays < 1 || evidenceMaxAgeDays > MOST_DAYS)) {
                throw new Problem.InvalidInput("request.range", "evidence_max_age_days", 1, MOST_DAYS);
            }
        }

        public static WorkspaceChange name(String name, long version) {
            return new WorkspaceChange(name, null, null, null, null, version);
        }

        public static WorkspaceChange evidenceMaxAge(int days, long version) {
            return new WorkspaceChange(null, days, null, null, null, version);
        }

        public static WorkspaceChange suspended(boolean suspended, long version) {
            return new WorkspaceChange(null, null, null, null, suspended, version);
        }

        public static WorkspaceChange restoreFourEyes(boolean asked, long version) {
            return new WorkspaceChange(null, null, asked, null, null, version);
        }

        public static WorkspaceChange documentLanguage(Language language, long version) {
            return new WorkspaceChange(null, null, null, language, null, version);
        }

        private boolean isOfOwner() {
            return evidenceMaxAgeDays != null || restoreFourEyes != null || documentLanguage != null;
        }
    }

    public record NewMember(UUID workspaceId, UUID accountId, Role role) {}
}

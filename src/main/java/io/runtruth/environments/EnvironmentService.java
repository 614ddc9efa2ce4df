package io.runtruth.environments;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.AuditTrail.Entry;
import io.runtruth.access.Capability;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Slug;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of environments and of the target identities they are known by.
@Service
public class EnvironmentService {

    private static final String SUBJECT = "managed_environment";
    private static final String SLUG_UNIQUE = "managed_environment_slug_unique";

    private final Access access;
    private final ManagedEnvironmentRepository environments;
    private final TargetRepository targets;
    private final EnvironmentHoldRepository holds;
    private final ChangeFeed feed;
    private final AuditTrail audit;
    private final Clock clock;

    EnvironmentService(
            Access access,
            ManagedEnvironmentRepository environments,
            TargetRepository targets,
            EnvironmentHoldRepository holds,
            ChangeFeed feed,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.environments = environments;
        this.targets = targets;
        this.holds = holds;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /// Commits with its audit entry.
    ///
    /// @throws Problem.Conflict `environment.exists` when the slug is taken in this workspace
    @Transactional
    public Scope create(Actor actor, UUID workspaceId, NewEnvironment asked) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        var environment = new ManagedEnvironment(workspaceId, asked.slug(), asked.name(), clock.instant());
        try {
            environments.saveAndFlush(environment);
        } catch (DataIntegrityViolationException e) {
            throw isTaken(e) ? new Problem.Conflict("environment.exists") : e;
        }
        audit.append(
                actor,
                workspaceId,
                Entry.change(
                        "environment.created",
                        SUBJECT,
                        environment.id(),
                        Map.of(),
                        Map.of("slug", asked.slug(), "name", asked.name())));
        var scope = new Scope(workspaceId, environment.id());
        publish(scope);
        return scope;
    }

    private static boolean isTaken(DataIntegrityViolationException e) {
        return e.getCause() instanceof ConstraintViolationException violated
                && SLUG_UNIQUE.equals(violated.getConstraintName());
    }

    /// For the part that makes environments, which has checked the actor's right.
    @Transactional(readOnly = true)
    public Optional<Scope> find(UUID workspaceId, String slug) {
        return environments
                .findByWorkspaceIdAndSlug(workspaceId, slug)
                .map(environment -> new Scope(workspaceId, environment.id()));
    }

    /// Renames it, archives it or takes it back into use; its slug stays, so that addresses do. Nothing is started for
    /// an archived one any more; what it has stays readable. Commits with an audit entry for each that changed.
    ///
    /// @throws Problem.Conflict `edit.changed_meanwhile`
    @Transactional
    public void change(Actor actor, Scope scope, EnvironmentChange asked) {
        var environment = found(actor, scope);
        if (asked.version() != null && !asked.version().equals(environment.version())) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
        var entries = new ArrayList<Entry>();
        var name = environment.name();
        if (asked.name() != null && !asked.name().equals(name)) {
            environment.rename(asked.name());
            entries.add(entry(scope, "environment.renamed", Map.of("name", name), Map.of("name", asked.name())));
        }
        if (Boolean.TRUE.equals(asked.archived()) && environment.archive(clock.instant())) {
            entries.add(entry(scope, "environment.archived", Map.of("archived", false), Map.of("archived", true)));
        }
        if (Boolean.FALSE.equals(asked.archived()) && environment.restore()) {
            entries.add(entry(scope, "environment.restored", Map.of("archived", true), Map.of("archived", false)));
        }
        if (!entries.isEmpty()) {
            save(environment);
            audit.append(
                    actor,
                    entries.stream()
                            .map(entry -> new AuditTrail.Recorded(scope.workspaceId(), entry))
                            .toList());
            publish(scope);
        }
    }

    private static Entry entry(Scope scope, String action, Map<String, Object> before, Map<String, Object> after) {
        return Entry.change(action, SUBJECT, scope.environmentId(), before, after);
    }

    private void save(ManagedEnvironment environment) {
        try {
            environments.saveAndFlush(environment);
        } catch (OptimisticLockingFailureException _) {
            throw new Problem.Conflict("edit.changed_meanwhile");
        }
    }

    private ManagedEnvironment found(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.WORKSPACE_MANAGE);
        return environments
                .findByWorkspaceIdAndId(scope.workspaceId(), scope.environmentId())
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// Holds the environment until the caller's transaction ends: what is started for it, and its archiving, follow
    /// each other. First in every lock order.
    ///
    /// @return false where it is archived
    @Transactional
    public boolean hold(Scope scope) {
        return holds.holdUnlessArchived(scope);
    }

    /// Makes the environment known by this identity too; one that it already has stays as it is. Joins the
    /// transaction of the import in which the identity was met or confirmed, whose right was checked there.
    @Transactional
    public void addTarget(Scope scope, TargetIdentity target) {
        targets.insertIfMissing(scope, target, clock.instant());
    }

    /// The environment is no longer known by this identity: the next file of it asks again, and what was imported
    /// of it is no evidence of this environment any more until then. Nothing is removed. Commits with its audit
    /// entry.
    ///
    /// @throws Problem.NotFound where it is not known by it
    @Transactional
    public void unbindTarget(Actor actor, Scope scope, UUID targetId) {
        access.require(actor, scope, Capability.WORKSPACE_MANAGE);
        var target =
                targets.unbind(scope, targetId, clock.instant()).orElseThrow(() -> new Problem.NotFound("not_found"));
        audit.append(
                actor,
                scope.workspaceId(),
                Entry.change(
                        "environment.target_unbound",
                        SUBJECT,
                        scope.environmentId(),
                        Map.of("target", target.id()),
                        Map.of()));
        publish(scope);
    }

    private void publish(Scope changed) {
        feed.publish(new Change(Change.Kind.ENVIRONMENT, changed, changed.environmentId()));
    }

    /// What is null stays as it is.
    ///
    /// @param name as [Label] has it
    /// @param version of the environment that it was decided by; null: whatever it is now
    public record EnvironmentChange(
            @Nullable String name,
            @Nullable Boolean archived,
            @Nullable Long version) {

        public EnvironmentChange {
            name = name == null ? null : Label.require(name);
        }
    }

    /// @param slug as [Slug] has it; unique in its workspace
    /// @param name as [Label] has it
    public record NewEnvironment(String slug, String name) {

        public NewEnvironment {
            Slug.require(slug);
            name = Label.require(name);
        }
    }
}

package io.runtruth.environments;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of environments and of the target identities they are known by.
@Service
public class EnvironmentService {

    private final Access access;
    private final ManagedEnvironmentRepository environments;
    private final TargetRepository targets;
    private final ChangeFeed feed;
    private final Clock clock;

    EnvironmentService(
            Access access,
            ManagedEnvironmentRepository environments,
            TargetRepository targets,
            ChangeFeed feed,
            Clock clock) {
        this.access = access;
        this.environments = environments;
        this.targets = targets;
        this.feed = feed;
        this.clock = clock;
    }

    @Transactional
    public Scope create(Actor actor, UUID workspaceId, NewEnvironment asked) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        var environment = new ManagedEnvironment(workspaceId, asked.slug(), asked.name(), clock.instant());
        var scope =
                new Scope(workspaceId, environments.saveAndFlush(environment).id());
        publish(scope);
        return scope;
    }

    /// For the part that makes environments, which has checked the actor's right.
    @Transactional(readOnly = true)
    public Optional<Scope> find(UUID workspaceId, String slug) {
        return environments
                .findByWorkspaceIdAndSlug(workspaceId, slug)
                .map(environment -> new Scope(workspaceId, environment.id()));
    }

    /// Nothing is started for an archived environment any more; what it has stays readable.
    @Transactional
    public void archive(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.WORKSPACE_MANAGE);
        environments
                .findByWorkspaceIdAndId(scope.workspaceId(), scope.environmentId())
                .orElseThrow(() -> new Problem.NotFound("not_found"))
                .archive(clock.instant());
        publish(scope);
    }

    /// Holds the environment until the caller's transaction ends: what is started for it, and its archiving, follow
    /// each
    /// other. First in every lock order.
    ///
    /// @return false where it is archived
    @Transactional
    public boolean hold(Scope scope) {
        return environments
                .holdUnlessArchived(scope.workspaceId(), scope.environmentId())
                .isPresent();
    }

    /// Makes the environment known by this identity too; one that it already has stays as it is. Joins the
    /// transaction of the import in which the identity was met or confirmed, whose right was checked there.
    @Transactional
    public void addTarget(Scope scope, TargetIdentity target) {
        targets.insertIfMissing(scope, target, clock.instant());
    }

    private void publish(Scope changed) {
        feed.publish(new Change(Change.Kind.ENVIRONMENT, changed, changed.environmentId()));
    }

    /// @param slug lower-case letters, digits and inner hyphens, at most 63; unique in its workspace
    public record NewEnvironment(String slug, String name) {}
}

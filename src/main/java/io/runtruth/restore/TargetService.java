package io.runtruth.restore;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Says where an environment's configuration is read from and written to; an owner's to say.
@Service
public class TargetService {

    private final Access access;
    private final TargetPlaceRepository places;
    private final Targets targets;
    private final EnvironmentService environments;
    private final OperationRunService runs;
    private final AuditTrail audit;
    private final ChangeFeed feed;
    private final Clock clock;

    TargetService(
            Access access,
            TargetPlaceRepository places,
            Targets targets,
            EnvironmentService environments,
            OperationRunService runs,
            AuditTrail audit,
            ChangeFeed feed,
            Clock clock) {
        this.access = access;
        this.places = places;
        this.targets = targets;
        this.environments = environments;
        this.runs = runs;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /// Commits with its audit entry. While a restore of the environment is under way its target stays where it is;
    /// the hold keeps one from starting meanwhile. Whether the folder is there is seen when it is used.
    ///
    /// @param place names with `/` between them, within the workspace's folder below the root; null for none
    /// @throws Problem.InvalidInput `target.place_form`
    /// @throws Problem.Conflict `target.no_root` where this node has no root, `target.taken` where it is another
    ///     environment's, or lies in it, or around it, `target.restoring` while a restore is under way
    @Transactional
    public void choose(Actor actor, Scope scope, @Nullable String place) {
        access.require(actor, scope, Capability.WORKSPACE_MANAGE);
        environments.hold(scope);
        places.holdWorkspace(scope);
        var before = places.find(scope).map(TargetPlaceRepository.Placed::place).orElse("");
        var after = place == null ? "" : free(scope, new TargetPlace(place)).text();
        if (before.equals(after)) {
            return;
        }
        requireNoRestore(scope);
        if (after.isEmpty()) {
            places.clear(scope);
        } else {
            places.set(scope, after, clock.instant(), actor.name());
        }
        audit.append(
                actor,
                scope.workspaceId(),
                AuditTrail.Entry.change(
                        "configuration.target_changed",
                        "managed_environment",
                        scope.environmentId(),
                        Map.of("place", before),
                        Map.of("place", after)));
        feed.publish(new Change(Change.Kind.CONFIGURATION, scope, scope.environmentId()));
    }

    private void requireNoRestore(Scope scope) {
        var active = runs.activeRun(
                scope.workspaceId(),
                OperationType.RESTORE_EXECUTE,
                scope.environmentId().toString());
        if (active.isPresent()) {
            throw new Problem.Conflict("target.restoring");
        }
    }

    private TargetPlace free(Scope scope, TargetPlace place) {
        if (!targets.hasRoot()) {
            throw new Problem.Conflict("target.no_root");
        }
        if (places.others(scope).stream().map(TargetPlace::new).anyMatch(place::overlaps)) {
            throw new Problem.Conflict("target.taken");
        }
        return place;
    }
}

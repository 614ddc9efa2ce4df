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
    private final TargetTokens tokens;
    private final EnvironmentService environments;
    private final OperationRunService runs;
    private final AuditTrail audit;
    private final ChangeFeed feed;
    private final Clock clock;

    TargetService(
            Access access,
            TargetPlaceRepository places,
            Targets targets,
            TargetTokens tokens,
            EnvironmentService environments,
            OperationRunService runs,
            AuditTrail audit,
            ChangeFeed feed,
            Clock clock) {
        this.access = access;
        this.places = places;
        this.targets = targets;
        this.tokens = tokens;
        this.environments = environments;
        this.runs = runs;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /// Commits with its audit entry. While a restore of the environment is under way its target stays where it is;
    /// the hold keeps one from starting meanwhile. Whether anything is there is seen when it is used.
    ///
    /// A token is for one address and is never shown again: another address needs one anew, or whoever may
    /// choose addresses could have it sent to their own.
    ///
    /// @param place names with `/` between them, within the workspace's folder below the root, or an address,
    ///     of `http` only where the node allows it; null for none
    /// @param token of an address; null for a folder, and where the address and its token stay as they are
    /// @throws Problem.InvalidInput `target.place_form`, `target.address_form`, `target.token_form`,
    ///     `target.token_needed`, `target.token_of_folder`
    /// @throws Problem.Conflict `target.no_root` where this node has no root, `target.no_key` where it has
    ///     nothing to seal tokens with, `target.taken` where it is another environment's, or lies in it, or
    ///     around it, `target.restoring` while a restore is under way
    @Transactional
    public void choose(Actor actor, Scope scope, @Nullable String place, @Nullable String token) {
        access.require(actor, scope, Capability.WORKSPACE_MANAGE);
        environments.hold(scope);
        places.holdWorkspace(scope);
        var before = places.find(scope).map(TargetPlaceRepository.Placed::place).orElse("");
        var after = place == null ? "" : free(scope, place);
        if (token == null && before.equals(after)) {
            return;
        }
        var sealed = sealed(scope, after, token);
        if (before.equals(after)) {
            replaceToken(actor, scope, after, sealed);
            return;
        }
        requireNoRestore(scope);
        if (after.isEmpty()) {
            places.clear(scope);
        } else {
            places.set(scope, after, sealed, clock.instant(), actor.name());
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

    private byte @Nullable [] sealed(Scope scope, String place, @Nullable String token) {
        if (!TargetAddress.isOne(place)) {
            if (token != null) {
                throw new Problem.InvalidInput("target.token_of_folder");
            }
            return null;
        }
        if (token == null) {
            throw new Problem.InvalidInput("target.token_needed");
        }
        return tokens.seal(scope, new TargetAddress(place), token);
    }

    /// A restore that is under way goes on with the one that it has, and its next attempt with this one.
    private void replaceToken(Actor actor, Scope scope, String place, byte @Nullable [] sealed) {
        places.set(scope, place, sealed, clock.instant(), actor.name());
        audit.append(
                actor,
                scope.workspaceId(),
                new AuditTrail.Entry(
                        "configuration.target_token_replaced",
                        "managed_environment",
                        scope.environmentId(),
                        Map.of("place", place)));
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

    private String free(Scope scope, String place) {
        return TargetAddress.isOne(place)
                ? freeAddress(scope, new TargetAddress(place)).text()
                : freeFolder(scope, new TargetPlace(place)).text();
    }

    private TargetPlace freeFolder(Scope scope, TargetPlace place) {
        if (!targets.offered().contains(TargetKind.FOLDER)) {
            throw new Problem.Conflict("target.no_root");
        }
        var isTaken = places.others(scope).stream()
                .filter(it -> TargetKind.of(it) == TargetKind.FOLDER)
                .map(TargetPlace::new)
                .anyMatch(place::overlaps);
        if (isTaken) {
            throw new Problem.Conflict("target.taken");
        }
        return place;
    }

    private TargetAddress freeAddress(Scope scope, TargetAddress address) {
        if (!targets.offered().contains(TargetKind.HTTP)) {
            throw new Problem.Conflict("target.no_key");
        }
        if (address.isPlain() && !targets.isPlainAllowed()) {
            throw new Problem.InvalidInput("target.address_form");
        }
        var isTaken = places.others(scope).stream()
                .filter(it -> TargetKind.of(it) == TargetKind.HTTP)
                .map(TargetAddress::new)
                .anyMatch(address::overlaps);
        if (isTaken) {
            throw new Problem.Conflict("target.taken");
        }
        return address;
    }
}

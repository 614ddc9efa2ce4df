package io.runtruth.restore;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.restore.target.TargetFault;
import io.runtruth.shared.Scope;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// How the target of an environment stands at this moment, seen from this node.
@Service
public class TargetQueries {

    private final Access access;
    private final Targets targets;

    TargetQueries(Access access, Targets targets) {
        this.access = access;
        this.targets = targets;
    }

    /// For everyone who sees the environment's operations.
    public ChosenTarget target(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        var placed = targets.placed(scope);
        if (!targets.hasRoot() || placed.isEmpty()) {
            return ChosenTarget.none(targets.hasRoot());
        }
        return ChosenTarget.of(placed.get(), fault(scope));
    }

    private Optional<TargetFault> fault(Scope scope) {
        try {
            targets.of(scope).open().close();
            return Optional.empty();
        } catch (TargetFault e) {
            return Optional.of(e);
        }
    }
}

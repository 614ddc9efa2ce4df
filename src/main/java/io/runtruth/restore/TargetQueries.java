package io.runtruth.restore;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.restore.target.TargetFault;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// How the target of an environment stands at this moment, seen from this node. One over HTTP is not asked.
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
        return placed.isEmpty()
                ? ChosenTarget.none(targets.offered())
                : ChosenTarget.of(targets.offered(), placed.get(), fault(scope));
    }

    private Optional<FaultKind> fault(Scope scope) {
        try {
            targets.of(scope).open().close();
            return Optional.empty();
        } catch (TargetFault e) {
            return Optional.of(e.kind());
        } catch (Problem.Conflict _) {
            // a folder, on a node that has no root any more
            return Optional.of(FaultKind.MISSING);
        }
    }
}

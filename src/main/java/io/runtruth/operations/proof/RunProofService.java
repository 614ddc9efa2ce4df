package io.runtruth.operations.proof;

import static io.runtruth.operations.ReconciliationSource.OPERATOR;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.operations.reads.ActiveRun;
import io.runtruth.operations.reads.ActiveRunQueries;
import io.runtruth.shared.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// What people may ask: what the truth says of one run today (contract 5).
@Service
public class RunProofService {

    private final Access access;
    private final ActiveRunQueries active;
    private final RunProver prover;
    private final AdapterRunReconciler reconciler;

    RunProofService(Access access, ActiveRunQueries active, RunProver prover, AdapterRunReconciler reconciler) {
        this.access = access;
        this.active = active;
        this.prover = prover;
        this.reconciler = reconciler;
    }

    /// The dry run writes nothing, and answers for a run that has ended too; otherwise what follows is applied, and
    /// the finding says whether it was.
    ///
    /// @throws Problem.NotFound also for a run that the actor may not see (I12)
    public RunFinding prove(Actor actor, UUID workspaceId, UUID runId, boolean dryRun) {
        var reach =
                access.require(actor, workspaceId, dryRun ? Capability.OPERATIONS_VIEW : Capability.OPERATIONS_MANAGE);
        var asked = active.find(workspaceId, runId)
                .filter(it -> it.run().environmentId() == null
                        ? reach.all()
                        : reach.covers(it.run().scope()))
                .orElseThrow(RunProofService::notFound);
        return dryRun ? prover.find(List.of(asked)).getFirst() : settle(actor, asked);
    }

    /// For a system operator, who sees the runs of all workspaces: applies what follows (contract 8).
    ///
    /// @throws Problem.NotFound for anybody else
    public RunFinding proveAnywhere(Actor actor, UUID runId) {
        access.requireSystemOperator(actor);
        return settle(actor, active.find(null, runId).orElseThrow(RunProofService::notFound));
    }

    private RunFinding settle(Actor actor, ActiveRun asked) {
        return reconciler.settle(actor, OPERATOR, List.of(asked)).getFirst();
    }

    private static Problem notFound() {
        return new Problem.NotFound("not_found");
    }
}

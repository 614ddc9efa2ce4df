package io.runtruth.operations.proof;

import static io.runtruth.operations.ReconciliationSource.DUPLICATE_RECOVERY;
import static io.runtruth.operations.ReconciliationSource.JOB_PREPROOF;

import io.runtruth.access.Actor;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.ReconciliationSource;
import io.runtruth.operations.reads.ActiveRun;
import io.runtruth.operations.reads.Freshness.State;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the worker that holds a run asks about it (contract 6.3).
@Component
public class WorkerProof {

    private static final Actor WORKER = new Actor.System("worker");

    private final RunProver prover;
    private final AdapterRunReconciler reconciler;

    WorkerProof(RunProver prover, AdapterRunReconciler reconciler) {
        this.prover = prover;
        this.reconciler = reconciler;
    }

    /// For a worker that has just taken the run up.
    ///
    /// @return true where the truth has decided the run and nothing is left to be worked
    public boolean provenBeforeWork(OperationRun run) {
        return settledByTruth(run, JOB_PREPROOF);
    }

    /// For a worker that met another record with the content that it had made, or whose own is no longer its to
    /// work.
    ///
    /// @param run with the fingerprint that was met
    /// @return false where the truth proves nothing
    public boolean recovered(OperationRun run) {
        return settledByTruth(run, DUPLICATE_RECOVERY);
    }

    /// For a worker that has taken the run up once too often: the truth decides, or else it ends without a proof.
    public void endOfAttempts(OperationRun run) {
        reconciler.settle(WORKER, JOB_PREPROOF, List.of(new ActiveRun(run, State.LOST)));
    }

    private boolean settledByTruth(OperationRun run, ReconciliationSource source) {
        var finding = prover.find(List.of(new ActiveRun(run, State.WORKING))).getFirst();
        if (finding.decision() == null || finding.decision().outcome().isEmpty()) {
            return false;
        }
        reconciler.apply(WORKER, source, List.of(finding.with(Consequence.END)));
        return true;
    }
}

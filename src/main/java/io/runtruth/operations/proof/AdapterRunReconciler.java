package io.runtruth.operations.proof;

import io.runtruth.access.Actor;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.ReconciliationSource;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.ActiveRun;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Settles runs: has them proven, and applies what follows through [OperationRunService] (contract 5).
@Component
class AdapterRunReconciler {

    private final RunProver prover;
    private final OperationRunService runs;
    private final QueueClock clock;

    AdapterRunReconciler(RunProver prover, OperationRunService runs, QueueClock clock) {
        this.prover = prover;
        this.runs = runs;
        this.clock = clock;
    }

    /// @return a finding for each run, in their order, with what did follow
    List<RunFinding> settle(Actor by, ReconciliationSource source, List<ActiveRun> batch) {
        return apply(by, source, prover.find(batch));
    }

    /// What follows, for those runs that are still as they were found; the others are left to whoever changed them.
    ///
    /// @return the findings in their order, with what did follow
    List<RunFinding> apply(Actor by, ReconciliationSource source, List<RunFinding> findings) {
        var changed = new HashSet<UUID>();
        var ending =
                findings.stream().filter(it -> it.consequence().endsTheRun()).toList();
        if (!ending.isEmpty()) {
            var at = clock.now();
            var endings = ending.stream().map(it -> it.ending(by, source, at)).toList();
            changed.addAll(runs.reconcile(by, source, at, endings));
        }
        var returning = findings.stream()
                .filter(it -> it.consequence() == Consequence.GIVE_BACK)
                .map(RunFinding::run)
                .toList();
        if (!returning.isEmpty()) {
            changed.addAll(runs.giveBack(by, source, returning));
        }
        return findings.stream()
                .map(it -> it.consequence() == Consequence.LEAVE
                                || changed.contains(it.run().id())
                        ? it
                        : it.with(Consequence.CHANGED_MEANWHILE))
                .toList();
    }
}

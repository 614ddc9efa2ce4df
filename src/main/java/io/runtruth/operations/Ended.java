package io.runtruth.operations;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.operations.OperationRunRepository.Closing;
import io.runtruth.operations.OperationRunRepository.Entry;
import io.runtruth.operations.ReconciliationDecision.AttentionRequired;
import io.runtruth.operations.ReconciliationDecision.ReconciledPartial;
import io.runtruth.operations.ReconciliationDecision.ReconciledSucceeded;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A finding that ends its run, in the forms in which it is kept.
record Ended(RunFinding finding, ReconciliationDecision decision, RunOutcome outcome, Reconciliation reconciliation) {

    static Ended of(RunFinding finding, Actor by, ReconciliationSource source, Instant at) {
        var decision = Objects.requireNonNull(finding.decision(), "only a decision ends a run");
        var run = finding.run();
        return new Ended(
                finding,
                decision,
                decision.outcome().orElse(RunOutcome.FAILED),
                new Reconciliation(
                        decision.code(),
                        decision.grounds().reasonCode(),
                        run.type().code(),
                        source.code(),
                        at,
                        new Reconciliation.By(by.kind(), by.name()),
                        new Reconciliation.Previous(
                                run.status().code(), run.outcome().code()),
                        decision.grounds().related(),
                        decision.grounds().evidence()));
    }

    Closing closing() {
        return new Closing(
                finding.run().id(),
                finding.run().attempt(),
                outcome.code(),
                failureCode(),
                decision instanceof AttentionRequired ? decision.grounds().reasonCode() : null,
                finding.run().subject().fingerprint(),
                reconciliation);
    }

    Entry entry(Actor by, ReconciliationSource source, RunEvent event) {
        return Entry.of(
                finding.run().leaseTaken(),
                event.moving(finding.run().status(), RunStatus.COMPLETED)
                        .ending(outcome, failureCode() == null ? reconciliation.reasonCode() : failureCode())
                        .with("decision", decision.code())
                        .with("rule", reconciliation.reasonCode())
                        .with("source", source.code())
                        .with("queue", finding.freshness().code()));
    }

    AuditTrail.Recorded audited(ReconciliationSource source) {
        return new AuditTrail.Recorded(
                finding.run().workspaceId(),
                new AuditTrail.Entry(
                        "run.reconciled",
                        "operation_run",
                        finding.run().id(),
                        Map.of(
                                "decision",
                                decision.code(),
                                "reason",
                                reconciliation.reasonCode(),
                                "source",
                                source.code())));
    }

    /// The rule's reason; where nothing was proven, that the worker is lost.
    private @Nullable String failureCode() {
        if (finding.consequence() == Consequence.GIVE_UP) {
            return AdapterRunReconciler.WORKER_LOST;
        }
        return decision instanceof ReconciledSucceeded || decision instanceof ReconciledPartial
                ? null
                : reconciliation.reasonCode();
    }
}

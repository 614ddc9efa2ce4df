package io.runtruth.operations.proof;

import io.runtruth.access.Actor;
import io.runtruth.operations.KeptEvidence;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService.Retries;
import io.runtruth.operations.ProvenEnding;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.ReconciliationSource;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.proof.ReconciliationDecision.AttentionRequired;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledPartial;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledSucceeded;
import io.runtruth.operations.reads.Freshness;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was found out about one run at one moment, and what follows from it. A dry run shows it; applying it
/// changes the run only while it is still as it was found (I4).
///
/// @param freshness what the queue's own records said
/// @param decision what its adapter decided; null where it was not asked: nothing follows from records that can't
///     be read
/// @param retries the passing faults that took the run's attempts; none where it ends otherwise
public record RunFinding(
        OperationRun run,
        Freshness.State freshness,
        @Nullable ReconciliationDecision decision,
        Consequence consequence,
        Retries retries) {

    private static final String WORKER_LOST = "run.worker_lost";
    private static final String ATTEMPTS_USED_UP = "run.attempts_used_up";

    RunFinding with(Consequence other) {
        return new RunFinding(run, freshness, decision, other, retries);
    }

    /// How the run ends by it.
    ///
    /// @throws NullPointerException where nothing was decided: only a decision ends a run
    /// @throws IllegalStateException where the run does not end by it
    ProvenEnding ending(Actor by, ReconciliationSource source, Instant at) {
        var decided = Objects.requireNonNull(decision, "only a decision ends a run");
        var reason = decided.grounds().reasonCode();
        return new ProvenEnding(
                run,
                outcome(decided),
                failureCode(decided),
                isUsedUp() ? retries.lastReference() : null,
                decided instanceof AttentionRequired ? reason : null,
                freshness.code(),
                new Reconciliation(
                        decided.code(),
                        reason,
                        run.type().code(),
                        source.code(),
                        at,
                        new Reconciliation.By(by.kind(), by.name()),
                        new Reconciliation.Previous(
                                run.status().code(), run.outcome().code()),
                        decided.grounds().related(),
                        KeptEvidence.of(decided.grounds().evidence())));
    }

    private RunOutcome outcome(ReconciliationDecision decided) {
        return switch (consequence) {
            case END -> decided.outcome().orElseThrow();
            case CANCEL -> RunOutcome.CANCELLED;
            case GIVE_UP -> RunOutcome.FAILED;
            case GIVE_BACK, LEAVE, CHANGED_MEANWHILE -> throw new IllegalStateException("it does not end");
        };
    }

    private boolean isUsedUp() {
        return consequence == Consequence.GIVE_UP && retries.areUsedUp();
    }

    /// The rule's reason; where nothing was proven, that the worker is lost or passing faults took all
    /// attempts, or nothing where it was to stop.
    private @Nullable String failureCode(ReconciliationDecision decided) {
        return switch (consequence) {
            case GIVE_UP -> isUsedUp() ? ATTEMPTS_USED_UP : WORKER_LOST;
            case CANCEL -> null;
            default ->
                decided instanceof ReconciledSucceeded || decided instanceof ReconciledPartial
                        ? null
                        : decided.grounds().reasonCode();
        };
    }
}

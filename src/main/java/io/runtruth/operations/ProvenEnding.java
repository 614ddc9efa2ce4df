package io.runtruth.operations;

import io.runtruth.access.AuditTrail;
import io.runtruth.operations.OperationRunRepository.Closing;
import io.runtruth.operations.OperationRunRepository.EventRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a run is to end by what was found about it, as [OperationRunService] writes it.
///
/// @param run as it was found: it ends only while it is still so (I4)
/// @param failureCode why it did not succeed; null where it did, or in part, or was cancelled
/// @param failureReference under which the log has what stopped it last; null where it has nothing
/// @param attentionCode why a person must look; null where nobody must
/// @param queueState what the queue's own records said of it
public record ProvenEnding(
        OperationRun run,
        RunOutcome outcome,
        @Nullable String failureCode,
        @Nullable String failureReference,
        @Nullable String attentionCode,
        String queueState,
        Reconciliation reconciliation) {

    Closing closing() {
        return new Closing(
                run.id(),
                run.attempt(),
                outcome.code(),
                failureCode,
                failureReference,
                attentionCode,
                run.subject().context(run.type()),
                reconciliation);
    }

    EventRow entry(RunEvent event) {
        return EventRow.of(
                run.leaseTaken(),
                event.moving(run.status(), RunStatus.COMPLETED)
                        .ending(outcome, told())
                        .with("decision", reconciliation.decision())
                        .with("rule", reconciliation.reasonCode())
                        .with("source", reconciliation.source())
                        .with("queue", queueState));
    }

    EndedRun ended() {
        return new EndedRun(run, outcome, outcome == RunOutcome.SUCCEEDED ? null : told());
    }

    /// Why it ended as it did; that a person had asked for it says enough.
    private @Nullable String told() {
        if (outcome == RunOutcome.CANCELLED) {
            return null;
        }
        return failureCode == null ? reconciliation.reasonCode() : failureCode;
    }

    AuditTrail.Recorded audited() {
        return new AuditTrail.Recorded(
                run.workspaceId(),
                new AuditTrail.Entry(
                        "run.reconciled",
                        "operation_run",
                        run.id(),
                        Map.of(
                                "decision",
                                reconciliation.decision(),
                                "reason",
                                reconciliation.reasonCode(),
                                "source",
                                reconciliation.source())));
    }
}

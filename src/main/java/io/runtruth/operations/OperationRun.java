package io.runtruth.operations;

import io.runtruth.operations.queue.QueueEntry;
import io.runtruth.shared.Scope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run as its writer and its worker see it; screens read `RunRow` and `RunDetail`.
///
/// @param attempt the worker's lease: a statement made with an older one changes nothing (I4)
/// @param initiator who started it, by the name they had then
public record OperationRun(
        UUID id,
        UUID workspaceId,
        @Nullable UUID environmentId,
        OperationType type,
        RunStatus status,
        RunOutcome outcome,
        int attempt,
        Initiator initiator,
        RunSubject subject,
        boolean stopRequested) {

    /// @throws IllegalStateException for a run of no environment
    public Scope scope() {
        if (environmentId == null) {
            throw new IllegalStateException("run " + id + " belongs to no environment");
        }
        return new Scope(workspaceId, environmentId);
    }

    /// What the queue has for it.
    public QueueEntry entry() {
        return new QueueEntry(type.code(), id);
    }

    /// As the decision to close it leaves it: no worker holds it any more.
    OperationRun leaseTaken() {
        return new OperationRun(
                id, workspaceId, environmentId, type, status, outcome, attempt + 1, initiator, subject, stopRequested);
    }

    /// The same run, about this content.
    public OperationRun about(RunSubject other) {
        return new OperationRun(
                id, workspaceId, environmentId, type, status, outcome, attempt, initiator, other, stopRequested);
    }
}

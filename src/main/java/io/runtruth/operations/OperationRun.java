package io.runtruth.operations;

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
}

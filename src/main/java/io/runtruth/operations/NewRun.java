package io.runtruth.operations;

import io.runtruth.live.Change;
import io.runtruth.shared.Scope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run that is to be started.
///
/// @param id chosen by the part that starts it, whose own row names the run from its first statement on
/// @param identity two active runs of one workspace and type never share it (I2)
/// @param via how the start was asked for
/// @param againOf the run that it tries again; null for a first try
/// @param alsoChanged what else changes with the start: told together with the run, where there is one
public record NewRun(
        UUID id,
        OperationType type,
        Scope scope,
        String identity,
        RunSubject subject,
        Via via,
        @Nullable UUID againOf,
        List<Change> alsoChanged) {

    public NewRun {
        alsoChanged = List.copyOf(alsoChanged);
    }

    /// As it is once it is started.
    OperationRun queued(Initiator by) {
        return new OperationRun(
                id,
                scope.workspaceId(),
                scope.environmentId(),
                type,
                RunStatus.QUEUED,
                RunOutcome.PENDING,
                0,
                by,
                subject,
                false);
    }

    /// A first try.
    public NewRun(OperationType type, Scope scope, String identity, RunSubject subject, Via via) {
        this(UUID.randomUUID(), type, scope, identity, subject, via, null, List.of());
    }
}

package io.runtruth.operations.reads;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which runs a list shows; null leaves a property open.
///
/// @param active only queued and running ones
/// @param needsAttention only those that ended blocked or failed, or that a person was asked to look at
/// @param reconciled only those that no worker ended: decided from the business records, or given up with nothing
///     proven
/// @param environmentId one environment of the workspace
public record RunFilter(
        boolean active,
        boolean needsAttention,
        boolean reconciled,
        @Nullable RunStatus status,
        @Nullable RunOutcome outcome,
        @Nullable OperationType type,
        @Nullable UUID environmentId) {

    public static final RunFilter ALL = new RunFilter(false, false, false, null, null, null, null);

    /// Whether or not they need attention or were reconciled.
    public RunFilter(
            boolean active,
            @Nullable RunStatus status,
            @Nullable RunOutcome outcome,
            @Nullable OperationType type,
            @Nullable UUID environmentId) {
        this(active, false, false, status, outcome, type, environmentId);
    }

    public boolean isOpen() {
        return equals(ALL);
    }
}

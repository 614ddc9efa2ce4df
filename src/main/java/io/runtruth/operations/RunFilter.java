package io.runtruth.operations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which runs a list shows; null leaves a property open.
///
/// @param active only queued and running ones
/// @param environmentId one environment of the workspace
public record RunFilter(
        boolean active,
        @Nullable RunStatus status,
        @Nullable RunOutcome outcome,
        @Nullable OperationType type,
        @Nullable UUID environmentId) {

    public static final RunFilter ALL = new RunFilter(false, null, null, null, null);

    public boolean isOpen() {
        return equals(ALL);
    }
}

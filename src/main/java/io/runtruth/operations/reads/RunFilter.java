package io.runtruth.operations.reads;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which runs a list shows; null leaves a property open.
///
/// @param active only queued and running ones
/// @param needsAttention only those that ask something of a person, and nobody has dealt with that (contract 3)
/// @param reconciled only those that no worker ended: decided from the business records, or given up with nothing
///     proven
/// @param environmentId one environment of the workspace
/// @param started only those that were started then
public record RunFilter(
        boolean active,
        boolean needsAttention,
        boolean reconciled,
        @Nullable RunStatus status,
        @Nullable RunOutcome outcome,
        @Nullable OperationType type,
        @Nullable UUID environmentId,
        Period started) {

    public static final RunFilter ALL = new RunFilter(false, false, false, null, null, null, null);

    /// Whenever they were started.
    public RunFilter(
            boolean active,
            boolean needsAttention,
            boolean reconciled,
            @Nullable RunStatus status,
            @Nullable RunOutcome outcome,
            @Nullable OperationType type,
            @Nullable UUID environmentId) {
        this(active, needsAttention, reconciled, status, outcome, type, environmentId, Period.ALWAYS);
    }

    /// As above, and whether or not they need attention or were reconciled.
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

    /// @param from the first moment; null from the beginning
    /// @param to the moment behind the last; null up to now
    public record Period(@Nullable Instant from, @Nullable Instant to) {

        public static final Period ALWAYS = new Period(null, null);
    }
}

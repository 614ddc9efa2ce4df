package io.runtruth.operations.reads;

import io.runtruth.operations.KnownDecision;
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
/// @param initiator only those that this one started
/// @param freshness only those of which the queue's records say this at the moment (contract 4)
/// @param decision only those whose ending rests on it (contract 5)
public record RunFilter(
        boolean active,
        boolean needsAttention,
        boolean reconciled,
        @Nullable RunStatus status,
        @Nullable RunOutcome outcome,
        @Nullable OperationType type,
        @Nullable UUID environmentId,
        Period started,
        @Nullable StartedBy initiator,
        Freshness.@Nullable State freshness,
        @Nullable KnownDecision decision) {

    public static final RunFilter ALL = new RunFilter(false, false, false, null, null, null, null);

    /// Whoever started them, whatever the queue says of them, and whatever their ending rests on.
    public RunFilter(
            boolean active,
            boolean needsAttention,
            boolean reconciled,
            @Nullable RunStatus status,
            @Nullable RunOutcome outcome,
            @Nullable OperationType type,
            @Nullable UUID environmentId,
            Period started) {
        this(active, needsAttention, reconciled, status, outcome, type, environmentId, started, null, null, null);
    }

    /// As above, whenever they were started.
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

    public RunFilter startedBy(@Nullable StartedBy by) {
        return new RunFilter(
                active,
                needsAttention,
                reconciled,
                status,
                outcome,
                type,
                environmentId,
                started,
                by,
                freshness,
                decision);
    }

    public RunFilter of(Freshness.@Nullable State state) {
        return new RunFilter(
                active,
                needsAttention,
                reconciled,
                status,
                outcome,
                type,
                environmentId,
                started,
                initiator,
                state,
                decision);
    }

    public RunFilter knownBy(@Nullable KnownDecision known) {
        return new RunFilter(
                active,
                needsAttention,
                reconciled,
                status,
                outcome,
                type,
                environmentId,
                started,
                initiator,
                freshness,
                known);
    }

    /// Whether it asks what the queue says of the runs, which is so at one moment only.
    boolean asksTheQueue() {
        return freshness != null && freshness != Freshness.State.DONE;
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

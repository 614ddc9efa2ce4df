package io.runtruth.operations.reads;

import io.runtruth.operations.Initiator;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Progress;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.RunSubject;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run as lists show it.
///
/// @param environment null for a run of no environment
/// @param progress null before its first step
/// @param subject what it was started for
/// @param reconciliation how its ending is known, where no worker reported it
/// @param attentionCode why a person must look although it has ended; the tail of `reason.<code>`
/// @param attention what it asks of a person; null where it asks nothing and did not before
public record RunRow(
        UUID id,
        UUID workspaceId,
        OperationType type,
        RunStatus status,
        RunOutcome outcome,
        int attempt,
        @Nullable RunEnvironment environment,
        Initiator initiator,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        boolean stopRequested,
        @Nullable String failureCode,
        @Nullable String failureReference,
        @Nullable String attentionCode,
        Map<String, Long> summaryCounts,
        RunSubject subject,
        @Nullable Reconciliation reconciliation,
        @Nullable Progress progress,
        Freshness freshness,
        @Nullable Attention attention) {

    public RunRow {
        summaryCounts = Map.copyOf(summaryCounts);
    }

    /// Its place in a list, newest first.
    public Cursor key() {
        return new Cursor(createdAt, id);
    }

    /// The business record that the run leads to, of its type's kind: the one it ended by, else the one it was
    /// started for.
    public @Nullable UUID recordId() {
        var related = reconciliation == null ? null : reconciliation.related();
        return related != null && related.type().equals(type.recordType()) ? related.id() : subject.recordId();
    }

    /// A person may start the same operation again (contract 3); who may, and how, is another question.
    public boolean canBeStartedAgain() {
        return outcome.canBeTriedAgain() && environment != null;
    }

    /// It asks something of a person, and nobody has dealt with that.
    public boolean needsAttention() {
        return attention != null && attention.isOpen();
    }

    /// @throws IllegalStateException for a run of no environment
    public Scope scope() {
        if (environment == null) {
            throw new IllegalStateException("run " + id + " belongs to no environment");
        }
        return new Scope(workspaceId, environment.id());
    }

    public record RunEnvironment(UUID id, String slug, String name) {}
}

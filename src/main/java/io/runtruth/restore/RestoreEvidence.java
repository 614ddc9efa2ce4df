package io.runtruth.restore;

import io.runtruth.operations.BusinessRecord;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.restore.RestoreFacts.ItemCounts;
import io.runtruth.restore.RestoreFacts.RestoreFact;
import io.runtruth.shared.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The facts of a restore's run in the form in which they are kept with the decision (contract 5), and back: the
/// table gives the same answer on what was kept.
///
/// @param alive whether, by the queue's records, somebody worked on the run or would
/// @param restores those that the run was started for; at most 20
/// @param truncated there were more
public record RestoreEvidence(
        UUID workspaceId,
        @Nullable UUID managedEnvironmentId,
        boolean alive,
        List<BoundRestore> restores,
        boolean truncated)
        implements ReconciliationEvidence {

    public RestoreEvidence {
        restores = List.copyOf(restores);
    }

    /// How many documents had come to what.
    public record BoundRestore(
            UUID restoreRunId,
            RestoreState state,
            int applied,
            int unchanged,
            int skipped,
            int failed,
            int contradicted) {}

    /// What a run's ending rests on; empty where it was not restores that it was compared with.
    public static Optional<RestoreEvidence> keptWith(Reconciliation reconciliation) {
        return Optional.of(reconciliation)
                .filter(it -> it.adapter().equals(OperationType.RESTORE_EXECUTE.code()))
                .map(it -> it.evidence().as(RestoreEvidence.class));
    }

    static RestoreEvidence of(RestoreFacts facts) {
        return new RestoreEvidence(
                facts.workspaceId(),
                facts.scope() == null ? null : facts.scope().environmentId(),
                facts.alive(),
                facts.bound().stream()
                        .sorted(Comparator.comparing(RestoreFact::id))
                        .limit(MOST_ENTRIES)
                        .map(RestoreEvidence::bound)
                        .toList(),
                facts.bound().size() > MOST_ENTRIES);
    }

    private static BoundRestore bound(RestoreFact restore) {
        var items = restore.items();
        return new BoundRestore(
                restore.id(),
                restore.state(),
                items.applied(),
                items.unchanged(),
                items.skipped(),
                items.failed(),
                items.contradicted());
    }

    @Override
    public List<BusinessRecord> considered() {
        return restores.stream()
                .map(it -> record(it.restoreRunId(), it.state()))
                .toList();
    }

    static BusinessRecord record(UUID restoreRunId, RestoreState state) {
        return new BusinessRecord(OperationType.RESTORE_EXECUTE.recordType(), restoreRunId, state.code());
    }

    /// The facts again, as far as they were kept.
    RestoreFacts replayed() {
        var scope = managedEnvironmentId == null ? null : new Scope(workspaceId, managedEnvironmentId);
        return new RestoreFacts(
                workspaceId,
                scope,
                alive,
                scope == null
                        ? List.of()
                        : restores.stream().map(it -> fact(it, scope)).toList());
    }

    private static RestoreFact fact(BoundRestore kept, Scope scope) {
        return new RestoreFact(
                kept.restoreRunId(),
                scope,
                kept.state(),
                new ItemCounts(kept.applied(), kept.unchanged(), kept.skipped(), kept.failed(), kept.contradicted()));
    }
}

package io.runtruth.operations.proof;

import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Proves the runs of one operation type by their business records; implemented by the part that owns these
/// (contract 5).
///
/// What it decided from is kept with the run, as the adapter's own `ReconciliationEvidence`: this part keeps it
/// without looking into it, and the part that owns the adapter reads it back, for screens and to run the table on
/// it again.
///
/// @param <F> the facts that its table decides on
public interface ReconciliationAdapter<F> {

    OperationType type();

    /// One bounded statement for the whole batch, each run within its own workspace and environment. Outside any
    /// transaction, so what is not in the database may be asked too, within a bounded time. A run without an
    /// entry in the answer can't be decided now.
    Map<UUID, F> gather(List<RunInQuestion> batch);

    /// Pure: the same facts, in any order, give the same decision. What is missing, out of scope or ambiguous is
    /// never counted as success (I9). The decision holds the facts, bounded, as evidence.
    ReconciliationDecision decide(F facts);

    /// @param run of this adapter's type
    /// @param alive whether, by the queue's records, somebody works on it or will
    record RunInQuestion(OperationRun run, boolean alive) {}
}

package io.runtruth.operations.proof;

import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Proves the runs of one operation type by their business records; implemented by the part that owns these (SPEC 5).
///
/// @param <F> the facts that its table decides on
public interface ReconciliationAdapter<F> {

    OperationType type();

    /// One bounded statement for the whole batch, each run within its own workspace and environment. A run without an
    /// entry in the answer can't be decided now.
    Map<UUID, F> gather(List<RunInQuestion> batch);

    /// Pure: the same facts, in any order, give the same decision. What is missing, out of scope or ambiguous is never
    /// counted as success (I9).
    ReconciliationDecision decide(F facts);

    /// @param run of this adapter's type
    /// @param alive whether, by the queue's records, somebody works on it or will
    record RunInQuestion(OperationRun run, boolean alive) {}
}

package io.runtruth.operations;

/// How one operation type is worked. Implemented by the part that owns what is made; each is given to the queue
/// as one task. Called outside any transaction, and possibly more than once for a run: it must be safe to repeat.
public interface OperationJob {

    OperationType type();

    /// Works the run and ends it, or leaves it to somebody else where `progress` says so. Anything thrown that is
    /// not transient ends in [#giveUp], and so does a passing fault whose retries are used up, unless the truth
    /// decides.
    void work(OperationRun run, RunProgress progress);

    /// Ends the run as failed, and what it was making with it, in one transaction.
    void giveUp(OperationRun run, Ending failure);
}

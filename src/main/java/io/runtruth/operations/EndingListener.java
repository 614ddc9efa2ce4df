package io.runtruth.operations;

import java.util.List;

/// Hears of endings in the transaction that writes them: what it writes commits with them, or not at all. What
/// needs less than that listens to the feed.
public interface EndingListener {

    /// In the order in which they ended.
    void ended(List<EndedRun> ended);

    /// A late report contradicts how the run ended (I4).
    void contradicted(OperationRun run);
}

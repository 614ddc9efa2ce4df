package io.runtruth.operations;

import io.runtruth.shared.Coded;

/// Who asked what the truth says of a run (contract 5).
public enum ReconciliationSource implements Coded {
    /// The recurring pass over the lost runs.
    SCHEDULED,
    /// A worker, before it begins.
    JOB_PREPROOF,
    /// A worker that met another record with the content it had made.
    DUPLICATE_RECOVERY,
    /// A person, in the console or over the API.
    OPERATOR;

    /// Whether the asker is the worker that holds the run's queue entry.
    boolean isTheWorker() {
        return this == JOB_PREPROOF || this == DUPLICATE_RECOVERY;
    }
}

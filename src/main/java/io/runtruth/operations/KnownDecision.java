package io.runtruth.operations;

import io.runtruth.shared.Coded;

/// What a reconciled run's ending rests on, by the code that `context.reconciliation.decision` has (contract 5).
public enum KnownDecision implements Coded {
    RECONCILED_SUCCEEDED,
    RECONCILED_PARTIAL,
    RECONCILED_BLOCKED,
    RECONCILED_FAILED,
    ATTENTION_REQUIRED,
    /// Given up: the records prove nothing, and no attempt was left.
    NO_PROOF,
    /// Given up: nothing can prove this type of operation.
    UNSUPPORTED;
}

package io.runtruth.operations;

import io.runtruth.shared.Coded;

/// How a run ended; `PENDING` while it has not.
public enum RunOutcome implements Coded {
    PENDING,
    SUCCEEDED,
    PARTIALLY_SUCCEEDED,
    BLOCKED,
    FAILED,
    CANCELLED;

    /// The run has ended without having done what it was for: a person may start its operation again (contract 3).
    public boolean canBeTriedAgain() {
        return this != PENDING && this != SUCCEEDED;
    }

    public static RunOutcome of(String code) {
        return Coded.stored(RunOutcome.class, code);
    }
}

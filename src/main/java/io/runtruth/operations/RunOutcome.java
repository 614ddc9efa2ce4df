package io.runtruth.operations;

import java.util.Locale;

/// How a run ended; `PENDING` while it has not.
public enum RunOutcome {
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

    /// As it is stored and as the API writes it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunOutcome of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}

package io.runtruth.operations;

import java.util.Locale;

/// `queued → running → completed`, or `queued → completed` (contract 3).
public enum RunStatus {
    QUEUED,
    RUNNING,
    COMPLETED;

    /// As it is stored and as the API writes it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isActive() {
        return this != COMPLETED;
    }

    public static RunStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}

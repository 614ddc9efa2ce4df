package io.runtruth.operations;

import io.runtruth.shared.Coded;

/// `queued → running → completed`, or `queued → completed` (contract 3).
public enum RunStatus implements Coded {
    QUEUED,
    RUNNING,
    COMPLETED;

    public boolean isActive() {
        return this != COMPLETED;
    }

    public static RunStatus of(String code) {
        return Coded.stored(RunStatus.class, code);
    }
}

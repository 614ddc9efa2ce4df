package io.runtruth.operations;

import io.runtruth.shared.Coded;
import java.time.Duration;

/// What kind of work a run is. A type is code, not data (contract 1).
public enum OperationType implements Coded {
    REVIEW_COMPOSE(
            "environment.review.compose",
            "environment_review",
            "review_id",
            Duration.ofSeconds(30),
            Duration.ofMinutes(2)),
    RESTORE_EXECUTE("restore.execute", "restore_run", "restore_run_id", Duration.ofSeconds(30), Duration.ofMinutes(10));

    private final String code;
    private final String recordType;
    private final String recordKey;
    private final Duration expectedWait;
    private final Duration expectedWork;

    OperationType(String code, String recordType, String recordKey, Duration expectedWait, Duration expectedWork) {
        this.code = code;
        this.recordType = recordType;
        this.recordKey = recordKey;
        this.expectedWait = expectedWait;
        this.expectedWork = expectedWork;
    }

    /// As it is stored, as the queue names its task, and as the API writes it.
    @Override
    public String code() {
        return code;
    }

    /// Of the business records that its runs work on, and are proven by.
    public String recordType() {
        return recordType;
    }

    /// Under which a run's `context` names its record.
    public String recordKey() {
        return recordKey;
    }

    /// How long an entry usually waits to be picked up; longer is `waiting_long`, and nothing worse.
    public Duration expectedWait() {
        return expectedWait;
    }

    /// How long the work usually takes; longer is `working_long`, and nothing worse.
    public Duration expectedWork() {
        return expectedWork;
    }

    public static OperationType of(String code) {
        return Coded.stored(OperationType.class, code);
    }
}

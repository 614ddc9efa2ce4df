package io.runtruth.operations.reads;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.queue.HeartbeatRule;
import io.runtruth.operations.queue.QueueTruth;
import io.runtruth.shared.Coded;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the queue's own records say about a run: computed, never stored (contract 4). It tells slow from lost.
///
/// @param ahead due entries in front of it while it waits, 0 to 1,000; null otherwise
/// @param heartbeatAge since the worker last said that it lives; null where nobody works on it
/// @param progressAge since the work last moved; null before its first step and after its end
/// @param retryAt when it will be tried again, for `RETRY_SCHEDULED`
public record Freshness(
        State state,
        @Nullable Integer ahead,
        @Nullable Duration heartbeatAge,
        @Nullable Duration progressAge,
        @Nullable Instant retryAt) {

    public enum State implements Coded {
        WAITING,
        WAITING_LONG,
        NO_WORKER,
        RETRY_SCHEDULED,
        WORKING,
        WORKING_LONG,
        SILENT,
        LOST,
        UNKNOWN,
        DONE;

        /// Nobody works on it, or for longer than it usually takes: a person must look (contract 3).
        public boolean asks() {
            return this == LOST || this == WORKING_LONG;
        }
    }

    /// @param since when it was started, or taken up, whichever is later
    /// @param progressedAt when its work last moved
    public record Facts(
            OperationType type,
            RunStatus status,
            Instant createdAt,
            Instant since,
            @Nullable Instant progressedAt) {}

    /// When silence begins to mean something; how long an operation may wait and take is its type's.
    ///
    /// @param grace a run younger than this is never called lost
    /// @param silentAfter without a heartbeat: `silent`
    /// @param deadAfter without a heartbeat: `lost`
    public record Thresholds(Duration grace, Duration silentAfter, Duration deadAfter) {

        private static final int SILENT_BEATS = 2;

        public static Thresholds of(Duration grace, HeartbeatRule heartbeats) {
            return new Thresholds(grace, heartbeats.interval().multipliedBy(SILENT_BEATS), heartbeats.deadAfter());
        }
    }

    /// Pure: the same facts give the same answer.
    static Freshness of(Facts run, QueueTruth queue, Instant now, Thresholds thresholds) {
        if (!run.status().isActive()) {
            return moved(State.DONE, null);
        }
        var progressAge = run.progressedAt() == null ? null : age(run.progressedAt(), now);
        return switch (queue) {
            case QueueTruth.Unreadable() -> moved(State.UNKNOWN, progressAge);
            case QueueTruth.NoEntry() -> moved(lostOr(State.WAITING, run, now, thresholds), progressAge);
            case QueueTruth.Waiting waiting -> waiting(run, waiting, now, progressAge);
            case QueueTruth.Picked picked -> picked(run, picked, now, progressAge, thresholds);
        };
    }

    /// A state of which no more is known than when its work last moved.
    private static Freshness moved(State state, @Nullable Duration progressAge) {
        return new Freshness(state, null, null, progressAge, null);
    }

    private static Freshness waiting(Facts run, QueueTruth.Waiting entry, Instant now, @Nullable Duration progressAge) {
        if (entry.failures() > 0 && entry.dueAt().isAfter(now)) {
            return new Freshness(State.RETRY_SCHEDULED, null, null, progressAge, entry.dueAt());
        }
        if (!entry.workers() && !entry.dueAt().isAfter(now)) {
            return new Freshness(State.NO_WORKER, entry.ahead(), null, progressAge, null);
        }
        var overdue = age(entry.dueAt(), now).compareTo(run.type().expectedWait()) > 0;
        return new Freshness(overdue ? State.WAITING_LONG : State.WAITING, entry.ahead(), null, progressAge, null);
    }

    private static Freshness picked(
            Facts run, QueueTruth.Picked entry, Instant now, @Nullable Duration progressAge, Thresholds thresholds) {
        var silence = age(entry.lastHeartbeat(), now);
        var state = silence.compareTo(thresholds.deadAfter()) >= 0
                ? lostOr(State.SILENT, run, now, thresholds)
                : silence.compareTo(thresholds.silentAfter()) >= 0
                        ? State.SILENT
                        : age(run.since(), now).compareTo(run.type().expectedWork()) > 0
                                ? State.WORKING_LONG
                                : State.WORKING;
        return new Freshness(state, null, silence, progressAge, null);
    }

    private static State lostOr(State whileYoung, Facts run, Instant now, Thresholds thresholds) {
        return age(run.createdAt(), now).compareTo(thresholds.grace()) < 0 ? whileYoung : State.LOST;
    }

    /// Two clocks may differ a little: what lies ahead is just now.
    private static Duration age(Instant at, Instant now) {
        return at.isAfter(now) ? Duration.ZERO : Duration.between(at, now);
    }
}

package io.runtruth.restore.target;

import io.micrometer.core.instrument.MeterRegistry;
import io.runtruth.shared.Coded;

/// Counts what targets over HTTP cost beside what was asked of them: calls that were made again, and writes
/// whose answer was lost. They name no target.
public final class TargetMetrics {

    private final MeterRegistry meters;

    public TargetMetrics(MeterRegistry meters) {
        this.meters = meters;
        // there from the beginning, so that the first one is an increase
        for (var cause : Cause.values()) {
            again(cause, 0);
        }
        for (var found : AfterLoss.values()) {
            lost(found, 0);
        }
    }

    void again(Cause cause) {
        again(cause, 1);
    }

    private void again(Cause cause, int more) {
        meters.counter("runtruth.target.retries", "cause", cause.code()).increment(more);
    }

    void lost(AfterLoss found) {
        lost(found, 1);
    }

    private void lost(AfterLoss found, int more) {
        meters.counter("runtruth.target.answers.lost", "found", found.code()).increment(more);
    }

    /// Why a call is made again.
    enum Cause implements Coded {
        /// It asked to be left alone for a while.
        BUSY,
        /// It answered that it could not.
        ERROR,
        TIMED_OUT,
        UNREACHABLE,
        /// It was not as it had been looked at, and then it was.
        STALE
    }

    /// What the document was found to be, after a write that was sent and not answered for good.
    enum AfterLoss implements Coded {
        APPLIED,
        /// As before: it is written again.
        NOT_APPLIED,
        /// Somebody else's.
        CHANGED,
        /// It could not be looked at.
        UNKNOWN
    }
}

package io.runtruth.operations;

import io.runtruth.shared.Coded;

/// What an entry of a run's timeline tells.
public enum EventKind implements Coded {
    /// Started and given to the queue.
    DISPATCHED,
    /// Somebody asked for the same and was given this run (a join receipt).
    JOINED,
    /// A worker took it up; the attempt says which one it is.
    PICKED_UP,
    /// A passing fault; the queue tries again.
    RETRY_SCHEDULED,
    /// A person asked the running work to stop.
    STOP_REQUESTED,
    COMPLETED,
    /// Ended by what the business truth proves, or because nothing could be proven any more (contract 5).
    RECONCILED,
    /// Nobody worked on it and nothing was proven: given to the queue again.
    GIVEN_BACK,
    /// A worker took up a run that had ended; it did nothing.
    PICKED_UP_AFTER_END,
    /// A person started the operation of this ended run again; the details say as which run.
    TRIED_AGAIN,
    /// A worker reported an end after the run had ended another way or by another worker; nothing was changed.
    LATE_REPORT;

    /// The detail by which a start, or a join, names the run whose operation it tries again.
    public static final String AGAIN_OF = "again_of";

    /// The detail by which [#TRIED_AGAIN] names the run that was started, or joined, for it.
    public static final String TRIED_AGAIN_AS = "tried_again_as";
    /// Whether a run may have ended with it, or something new is to be told of its ending.
    boolean tellsOfAnEnding() {
        return this == COMPLETED || this == RECONCILED || this == LATE_REPORT;
    }

    public static EventKind of(String code) {
        return Coded.stored(EventKind.class, code);
    }
}

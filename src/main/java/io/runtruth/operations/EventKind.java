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
    LATE_REPORT,
    /// A person deals with the question that the run asks (contract 3), as the ones below.
    ATTENTION_TAKEN,
    /// Nobody does any more.
    ATTENTION_RELEASED,
    /// It waits; the details say until when.
    ATTENTION_SNOOZED,
    /// Another person deals with it; the details say who.
    ATTENTION_HANDED_OVER,
    /// The details have a person's words.
    NOTED,
    /// A person closed the question; the details have their words.
    ATTENTION_CLOSED,
    /// A later run of the same kind succeeded; the details say which.
    ATTENTION_ANSWERED;

    /// The detail by which a start, or a join, names the run whose operation it tries again.
    public static final String AGAIN_OF = "again_of";

    /// The detail by which [#TRIED_AGAIN] names the run that was started, or joined, for it.
    public static final String TRIED_AGAIN_AS = "tried_again_as";

    /// The detail by which [#NOTED] and [#ATTENTION_CLOSED] keep what a person wrote.
    public static final String NOTE = "note";

    /// The detail by which [#ATTENTION_SNOOZED] says until when, ISO 8601 in UTC.
    public static final String UNTIL = "until";

    /// The detail by which [#ATTENTION_HANDED_OVER] names the person.
    public static final String TO = "to";

    /// The detail by which [#ATTENTION_ANSWERED] names the run that succeeded.
    public static final String ANSWERED_BY = "answered_by";

    /// Whether a run may have ended with it, or something new is to be told of its ending.
    boolean tellsOfAnEnding() {
        return switch (this) {
            case COMPLETED,
                    RECONCILED,
                    LATE_REPORT,
                    ATTENTION_TAKEN,
                    ATTENTION_RELEASED,
                    ATTENTION_SNOOZED,
                    ATTENTION_HANDED_OVER,
                    ATTENTION_CLOSED,
                    ATTENTION_ANSWERED -> true;
            case DISPATCHED,
                    JOINED,
                    PICKED_UP,
                    RETRY_SCHEDULED,
                    STOP_REQUESTED,
                    GIVEN_BACK,
                    PICKED_UP_AFTER_END,
                    TRIED_AGAIN,
                    NOTED -> false;
        };
    }

    /// Whether it is a step of those who deal with the question that the run asks.
    public boolean isOfAttention() {
        return ordinal() >= ATTENTION_TAKEN.ordinal();
    }

    /// @throws IllegalArgumentException for one that a later release has written
    public static EventKind of(String code) {
        return Coded.stored(EventKind.class, code);
    }
}

package io.runtruth.operations.proof;

import io.runtruth.shared.Coded;

/// What follows from a finding about a run.
public enum Consequence implements Coded {
    /// It ends as the decision says.
    END,
    /// Nothing proves anything and attempts are left: the queue works it again.
    GIVE_BACK,
    /// Nothing proves anything, and a person had asked it to stop: it ends as cancelled.
    CANCEL,
    /// Nothing proves anything and no attempt is left: it ends as failed, `run.worker_lost`, or
    /// `run.attempts_used_up` where passing faults took them.
    GIVE_UP,
    /// Nothing: somebody works on it, or nothing can be known at the moment.
    LEAVE,
    /// It was to change, but was no longer as it was found, or somebody held it: left to whoever changes it.
    CHANGED_MEANWHILE;

    boolean endsTheRun() {
        return switch (this) {
            case END, CANCEL, GIVE_UP -> true;
            case GIVE_BACK, LEAVE, CHANGED_MEANWHILE -> false;
        };
    }
}

package io.runtruth.operations.reads;

import io.runtruth.operations.OperationRun;
import io.runtruth.shared.Cursor;

/// A run as the reconciler meets it.
///
/// @param freshness what the queue's own records say about it
public record ActiveRun(OperationRun run, Freshness.State freshness) {

    /// Its place in the list of active runs.
    public Cursor key() {
        return new Cursor(run.initiator().at(), run.id());
    }
}

package io.runtruth.restore;

import io.runtruth.shared.Coded;

/// A document that two snapshots do not have in the same bytes.
public record DocumentDifference(String path, DifferenceKind kind) {

    public enum DifferenceKind implements Coded {
        ADDED,
        CHANGED,
        REMOVED,
        /// It says the same in another form.
        REFORMATTED
    }
}

package io.runtruth.restore;

import io.runtruth.shared.Coded;

/// How a snapshot came to be.
public enum SnapshotOrigin implements Coded {
    /// From a ZIP that somebody had.
    UPLOADED,
    /// From the environment's target, because somebody asked for it.
    CAPTURED,
    /// From the target, as a preview found it: the way back from that restore.
    PREVIEWED,
    /// From the target, because somebody wanted to see how it differs from another one.
    COMPARED;

    /// Whether somebody wanted the very snapshot: targets are compared with the newest of these.
    boolean isForItself() {
        return this == UPLOADED || this == CAPTURED;
    }
}

package io.runtruth.restore;

import io.runtruth.shared.Coded;

/// What became of a document of a restore. Written once.
public enum ItemResult implements Coded {
    /// It is as it was to be, by this restore.
    APPLIED,
    /// It was as it was to be.
    UNCHANGED,
    /// Somebody else had changed it since the preview: left as it is.
    SKIPPED,
    /// It could not be written.
    FAILED
}

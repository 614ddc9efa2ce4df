package io.runtruth.restore;

import io.runtruth.shared.Coded;

/// How far a restore is.
public enum RestoreState implements Coded {
    NOT_BEGUN,
    IN_PROGRESS,
    COMPLETED,
    /// Before it began: its target had changed since the preview, or was archived.
    REFUSED;
}

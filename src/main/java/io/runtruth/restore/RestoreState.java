package io.runtruth.restore;

import java.util.Locale;

/// How far a restore is.
public enum RestoreState {
    NOT_BEGUN,
    IN_PROGRESS,
    COMPLETED,
    /// Before it began: its target had changed since the preview, or was archived.
    REFUSED;

    /// As it is stored and as the API writes it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

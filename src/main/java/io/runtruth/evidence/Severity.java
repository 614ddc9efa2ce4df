package io.runtruth.evidence;

import java.util.Locale;

/// How much a failed check matters, most severe first; `UNKNOWN` where the tool says nothing.
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFORMATIONAL,
    UNKNOWN;

    /// As it is stored and as the API writes it: `critical`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.runtruth.evidence;

import java.util.Locale;

/// The normalised result of a check (contract 6); the tool's own word is kept beside it.
public enum CheckResult {
    PASS,
    FAIL,
    WARNING,
    MANUAL,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    ERROR,
    INFORMATIONAL,
    UNKNOWN;

    /// As it is stored and as the API writes it: `not_applicable`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.runtruth.evidence;

import io.runtruth.shared.Coded;

/// The normalised result of a check (contract 6); the tool's own word is kept beside it.
public enum CheckResult implements Coded {
    PASS,
    FAIL,
    WARNING,
    MANUAL,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    ERROR,
    INFORMATIONAL,
    UNKNOWN;
}

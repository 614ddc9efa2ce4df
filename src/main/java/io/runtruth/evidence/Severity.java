package io.runtruth.evidence;

import io.runtruth.shared.Coded;

/// How much a failed check matters, most severe first; `UNKNOWN` where the tool says nothing.
public enum Severity implements Coded {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFORMATIONAL,
    UNKNOWN;
}

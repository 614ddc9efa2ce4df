package io.runtruth.evidence.formats;

import io.runtruth.evidence.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The words for severity that the tools share.
final class Severities {

    private Severities() {}

    static Severity ofWord(@Nullable String word) {
        if (word == null) {
            return Severity.UNKNOWN;
        }
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "critical", "fatal", "very high", "very-high" -> Severity.CRITICAL;
            case "high" -> Severity.HIGH;
            case "medium", "moderate" -> Severity.MEDIUM;
            case "low", "very low", "very-low" -> Severity.LOW;
            case "info", "informational", "none" -> Severity.INFORMATIONAL;
            default -> Severity.UNKNOWN;
        };
    }
}

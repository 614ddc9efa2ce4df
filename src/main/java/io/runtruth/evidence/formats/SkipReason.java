package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import java.util.Locale;

/// Why Maester or the Zero Trust Assessment left a test out (formats 2.2, 2.3, 2.7).
final class SkipReason {

    private SkipReason() {}

    static NormalisedResult outcome(String code) {
        var word = code.toLowerCase(Locale.ROOT);
        if (word.equals("notapplicable") || word.equals("notdotgovdomain")) {
            return NormalisedResult.of(CheckResult.NOT_APPLICABLE);
        }
        return NormalisedResult.notAssessed(reason(word));
    }

    private static String reason(String word) {
        if (word.startsWith("notconnected")) {
            return "not_connected";
        }
        if (word.contains("license")) {
            return "no_licence";
        }
        return switch (word) {
            case "limitedpermissions" -> "no_permission";
            case "underconstruction" -> "planned";
            case "error" -> "tool_error";
            default -> "other";
        };
    }
}

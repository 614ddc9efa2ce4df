package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckResult;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words for results of XCCDF, which OSCAL has taken over (formats 2.7).
final class XccdfWords {

    private static final Map<String, NormalisedResult> OUTCOMES = Map.of(
            "pass", NormalisedResult.of(CheckResult.PASS),
            "fixed", NormalisedResult.of(CheckResult.PASS),
            "fail", NormalisedResult.of(CheckResult.FAIL),
            "error", new NormalisedResult(CheckResult.ERROR, "tool_error"),
            "notapplicable", NormalisedResult.of(CheckResult.NOT_APPLICABLE),
            "notchecked", NormalisedResult.notAssessed("not_run"),
            "notselected", NormalisedResult.notAssessed("not_in_profile"),
            "informational", NormalisedResult.of(CheckResult.INFORMATIONAL));

    private XccdfWords() {}

    static NormalisedResult outcome(@Nullable String raw) {
        return OUTCOMES.getOrDefault(word(raw), NormalisedResult.of(CheckResult.UNKNOWN));
    }

    /// As words are compared; `""` where there is none.
    static String word(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}

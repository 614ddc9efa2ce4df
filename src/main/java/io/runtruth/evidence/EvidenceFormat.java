package io.runtruth.evidence;

import io.runtruth.shared.Problem;
import java.util.Arrays;
import java.util.Locale;

/// The kinds of files that can be imported (SPEC 6.1).
public enum EvidenceFormat {
    SCUBAGEAR,
    MAESTER,
    ZERO_TRUST_ASSESSMENT,
    OCSF,
    SARIF,
    OSCAL;

    /// As it is stored, as the API writes it and as an upload forces it: `zero_trust_assessment`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws Problem.InvalidInput `evidence.format_unknown` for anything that is not a code
    public static EvidenceFormat ofCode(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Problem.InvalidInput("evidence.format_unknown", code));
    }
}

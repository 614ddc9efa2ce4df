package io.runtruth.evidence;

import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;

/// The kinds of files that can be imported (contract 6.1).
public enum EvidenceFormat implements Coded {
    SCUBAGEAR("ScubaResults"),
    MAESTER("Maester"),
    ZERO_TRUST_ASSESSMENT("Zero Trust Assessment"),
    OCSF("OCSF"),
    SARIF("SARIF"),
    OSCAL("OSCAL assessment-results"),
    XCCDF("XCCDF"),
    HDF("Heimdall Data Format"),
    ASFF("AWS Security Hub findings");

    private final String title;

    EvidenceFormat(String title) {
        this.title = title;
    }

    /// What its makers call it, in every language.
    public String title() {
        return title;
    }

    /// @throws Problem.InvalidInput `evidence.format_unknown` for anything that is not a code
    public static EvidenceFormat ofCode(String code) {
        return Coded.of(EvidenceFormat.class, code)
                .orElseThrow(() -> new Problem.InvalidInput("evidence.format_unknown", code));
    }
}

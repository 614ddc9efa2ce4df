package io.runtruth.ui.kit;

import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.operations.proof.ReconciliationDecision.AttentionRequired;
import io.runtruth.operations.proof.RunFinding;
import io.runtruth.texts.Phrase;
import java.util.Objects;

/// What a person is told of what followed from a proof that they asked for (contract 5), the same on every screen.
public final class ProofWording {

    private ProofWording() {}

    /// @param finding with what did follow
    public static Phrase of(RunFinding finding) {
        return switch (finding.consequence()) {
            case LEAVE -> Phrase.of("proof.left." + finding.freshness().code());
            case END -> ended(Objects.requireNonNull(finding.decision()));
            case GIVE_BACK, CANCEL, GIVE_UP, CHANGED_MEANWHILE ->
                Phrase.of("proof.followed." + finding.consequence().code());
        };
    }

    private static Phrase ended(ReconciliationDecision decision) {
        return Phrase.of(
                "proof.ended",
                decision instanceof AttentionRequired
                        ? Phrase.of("run.attention.required")
                        : Phrase.of("run.outcome."
                                + decision.outcome().orElseThrow().code()));
    }
}

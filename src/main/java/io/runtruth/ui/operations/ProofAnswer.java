package io.runtruth.ui.operations;

import io.runtruth.operations.proof.Consequence;
import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.operations.proof.RunFinding;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DecisionWording;
import io.runtruth.ui.kit.ProofWording;
import java.util.Optional;

/// What a person is told who asked what the records say of a run today (contract 5).
///
/// @param words what came of it
/// @param decision what today's records decide; empty where they were not asked, or where what follows was
///     applied and stands on the page
record ProofAnswer(Phrase words, Optional<ReconciliationDecision> decision) {

    /// @param finding with what did follow
    static ProofAnswer applied(RunFinding finding) {
        return new ProofAnswer(ProofWording.of(finding), Optional.empty());
    }

    /// For a run that has ended: what today's records would decide, compared with how it ended.
    static ProofAnswer compared(RunFinding finding, RunRow run) {
        var decision = finding.decision();
        return decision == null
                ? applied(finding)
                : new ProofAnswer(Phrase.of("proof.again." + comparison(decision, run)), Optional.of(decision));
    }

    private static String comparison(ReconciliationDecision today, RunRow run) {
        var then = run.reconciliation();
        if (then == null) {
            return today.outcome().filter(run.outcome()::equals).isPresent() ? "agrees" : "differs";
        }
        if (!then.decision().equals(today.code())) {
            return "other_decision";
        }
        return then.reasonCode().equals(today.grounds().reasonCode()) ? "same" : "other_rule";
    }

    /// Whether nothing followed, so that the page must say why.
    static boolean leftAlone(RunFinding finding) {
        return finding.consequence() == Consequence.LEAVE;
    }

    Optional<Phrase> rule() {
        return decision.map(it -> DecisionWording.rule(it.grounds().reasonCode()));
    }
}

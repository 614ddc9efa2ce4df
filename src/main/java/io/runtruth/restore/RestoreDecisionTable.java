package io.runtruth.restore;

import io.runtruth.operations.proof.Grounds;
import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.operations.proof.ReconciliationDecision.AttentionRequired;
import io.runtruth.operations.proof.ReconciliationDecision.NoProof;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledBlocked;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledFailed;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledPartial;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledSucceeded;
import io.runtruth.operations.proof.ReconciliationDecision.StillActive;

/// What the restore that a run was started for proves about it: the table of contract 5.2, the first row that
/// matches.
final class RestoreDecisionTable {

    private RestoreDecisionTable() {}

    /// Always an answer; the same for the same facts in any order.
    static ReconciliationDecision decide(RestoreFacts facts) {
        // row 1
        if (facts.bound().isEmpty()) {
            return new AttentionRequired(grounds("restore.missing", facts));
        }
        if (facts.bound().size() > 1) {
            return new AttentionRequired(grounds("restore.several", facts));
        }
        return switch (facts.bound().getFirst().state()) {
            case COMPLETED -> ofCompleted(facts);
            // row 6
            case REFUSED -> new ReconciledBlocked(grounds("restore.refused", facts));
            // row 7
            case IN_PROGRESS -> facts.alive() ? new StillActive(grounds("run.alive", facts)) : unfinished(facts);
            case NOT_BEGUN -> unfinished(facts);
        };
    }

    /// A restore without any document has reached nothing: what is not there is no success (I9).
    private static ReconciliationDecision ofCompleted(RestoreFacts facts) {
        var items = facts.bound().getFirst().items();
        // row 2
        if (items.contradicted() > 0) {
            return new AttentionRequired(grounds("restore.contradicted", facts));
        }
        // row 3
        if (items.reached() > 0 && items.missed() == 0) {
            return new ReconciledSucceeded(grounds("restore.completed", facts));
        }
        return items.reached() > 0
                // row 4
                ? new ReconciledPartial(grounds("restore.partial", facts))
                // row 5
                : new ReconciledFailed(grounds("restore.failed", facts));
    }

    private static ReconciliationDecision unfinished(RestoreFacts facts) {
        // row 8
        return new NoProof(grounds("restore.unfinished", facts));
    }

    private static Grounds grounds(String reasonCode, RestoreFacts facts) {
        var one = facts.bound().size() == 1 ? facts.bound().getFirst() : null;
        var related = one == null ? null : RestoreEvidence.record(one.id(), one.state());
        return new Grounds(reasonCode, related, RestoreEvidence.of(facts));
    }
}

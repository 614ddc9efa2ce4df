package io.runtruth.restore;

import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.operations.Related;
import io.runtruth.operations.proof.Grounds;
import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.operations.proof.ReconciliationDecision.AttentionRequired;
import io.runtruth.operations.proof.ReconciliationDecision.NoProof;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledBlocked;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledFailed;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledPartial;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledSucceeded;
import io.runtruth.operations.proof.ReconciliationDecision.StillActive;
import io.runtruth.restore.RestoreFacts.RestoreFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the restore that a run was started for proves about it: the table of SPEC 5.2, the first row that matches.
final class RestoreDecisionTable {

    private static final String RESTORE = "restore_run";

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
            // row 5
            case REFUSED -> new ReconciledBlocked(grounds("restore.refused", facts));
            // row 6
            case IN_PROGRESS -> facts.alive() ? new StillActive(grounds("run.alive", facts)) : unfinished(facts);
            case NOT_BEGUN -> unfinished(facts);
        };
    }

    /// A restore without any document has reached nothing: what is not there is no success (I9).
    private static ReconciliationDecision ofCompleted(RestoreFacts facts) {
        var items = facts.bound().getFirst().items();
        // row 2
        if (items.reached() > 0 && items.missed() == 0) {
            return new ReconciledSucceeded(grounds("restore.completed", facts));
        }
        return items.reached() > 0
                // row 3
                ? new ReconciledPartial(grounds("restore.partial", facts))
                // row 4
                : new ReconciledFailed(grounds("restore.failed", facts));
    }

    private static ReconciliationDecision unfinished(RestoreFacts facts) {
        // row 7
        return new NoProof(grounds("restore.unfinished", facts));
    }

    private static Grounds grounds(String reasonCode, RestoreFacts facts) {
        var one = facts.bound().size() == 1 ? facts.bound().getFirst() : null;
        var related = one == null
                ? null
                : new Related(RESTORE, one.id(), one.state().name().toLowerCase(Locale.ROOT));
        return new Grounds(
                reasonCode,
                related,
                new ReconciliationEvidence(
                        facts.workspaceId(),
                        facts.scope() == null ? null : facts.scope().environmentId(),
                        null,
                        List.of(),
                        null,
                        List.of(),
                        false,
                        kept(facts)));
    }

    private static Map<String, Object> kept(RestoreFacts facts) {
        var kept = new LinkedHashMap<String, Object>();
        kept.put("restores", facts.bound().size());
        kept.put("alive", facts.alive());
        if (facts.bound().size() == 1) {
            keep(facts.bound().getFirst(), kept);
        }
        return kept;
    }

    private static void keep(RestoreFact restore, Map<String, Object> kept) {
        kept.put("restore_run_id", restore.id().toString());
        kept.put("state", restore.state().name().toLowerCase(Locale.ROOT));
        kept.put("applied", restore.items().applied());
        kept.put("unchanged", restore.items().unchanged());
        kept.put("skipped", restore.items().skipped());
        kept.put("failed", restore.items().failed());
    }
}

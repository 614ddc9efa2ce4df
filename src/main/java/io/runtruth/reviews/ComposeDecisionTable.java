package io.runtruth.reviews;

import io.runtruth.operations.proof.Grounds;
import io.runtruth.operations.proof.ReconciliationDecision;
import io.runtruth.operations.proof.ReconciliationDecision.AttentionRequired;
import io.runtruth.operations.proof.ReconciliationDecision.NoProof;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledBlocked;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledFailed;
import io.runtruth.operations.proof.ReconciliationDecision.ReconciledSucceeded;
import io.runtruth.operations.proof.ReconciliationDecision.StillActive;
import io.runtruth.reviews.ComposeEvidence.EnvironmentState;
import io.runtruth.reviews.ComposeFacts.ReviewFact;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the reviews prove about a composition's run: the table of contract 5.1, the first row that matches.
final class ComposeDecisionTable {

    private ComposeDecisionTable() {}

    /// Always an answer; the same for the same facts in any order.
    static ReconciliationDecision decide(ComposeFacts facts) {
        // row 1
        if (!facts.isScoped()) {
            return new NoProof(grounds("run.scope_unproven", facts));
        }
        return facts.bound()
                .flatMap(bound -> ofFinishedBound(bound, facts))
                .or(() -> ofOthers(facts))
                .orElseGet(() -> ofUnfinished(facts.bound(), facts));
    }

    /// Rows 2 to 7: what has become of the bound review.
    private static Optional<ReconciliationDecision> ofFinishedBound(ReviewFact bound, ComposeFacts facts) {
        return switch (bound.status()) {
            case READY -> Optional.of(ofAvailable(bound, facts, "review.ready_same_fingerprint"));
            case PUBLISHED -> Optional.of(ofAvailable(bound, facts, "review.published_same_fingerprint"));
            case SUPERSEDED -> Optional.of(ofSuperseded(Lineage.of(bound, facts), facts));
            // row 7
            case ARCHIVED -> Optional.of(new ReconciledBlocked(grounds("review.archived", facts, bound)));
            case DRAFT, FAILED -> Optional.empty();
        };
    }

    private static ReconciliationDecision ofAvailable(ReviewFact bound, ComposeFacts facts, String reasonCode) {
        return facts.isSameContent(bound)
                // row 2
                ? new ReconciledSucceeded(grounds(reasonCode, facts, bound))
                // row 3
                : new AttentionRequired(grounds("review.fingerprint_mismatch", facts, bound));
    }

    private static ReconciliationDecision ofSuperseded(Lineage lineage, ComposeFacts facts) {
        return lineage.end()
                .map(end -> facts.isSameContent(end)
                        // row 4
                        ? new ReconciledSucceeded(grounds("review.superseded_same_fingerprint", facts, end))
                        // row 5
                        : new ReconciledBlocked(grounds("review.superseded", facts, end)))
                // row 6
                .orElseGet(() -> new AttentionRequired(grounds("review.lineage_unclear", facts)));
    }

    /// Rows 8 to 10: other reviews of the same content.
    private static Optional<ReconciliationDecision> ofOthers(ComposeFacts facts) {
        var available = facts.othersAvailable();
        // row 8
        if (available.size() == 1) {
            return Optional.of(
                    new ReconciledSucceeded(grounds("review.existing_same_fingerprint", facts, available.getFirst())));
        }
        // row 9
        if (available.size() > 1) {
            return Optional.of(new AttentionRequired(grounds("review.several_same_fingerprint", facts)));
        }
        // row 10
        return facts.composedByOther()
                .map(draft -> new ReconciledBlocked(grounds("review.composed_by_other_run", facts, draft)));
    }

    /// Rows 11 to 15: the bound review is failed, a draft, or not there.
    private static ReconciliationDecision ofUnfinished(Optional<ReviewFact> bound, ComposeFacts facts) {
        var status = bound.map(ReviewFact::status).orElse(null);
        // row 11
        if (status == ReviewStatus.FAILED) {
            return new ReconciledFailed(grounds("review.failed", facts, bound.orElseThrow()));
        }
        // row 12
        if (facts.environment() == EnvironmentState.ARCHIVED) {
            return new ReconciledBlocked(grounds("environment.archived", facts));
        }
        // row 15
        if (status == null) {
            return new AttentionRequired(grounds("review.missing", facts));
        }
        return facts.alive()
                // row 13
                ? new StillActive(grounds("run.alive", facts))
                // row 14
                : new NoProof(grounds("review.still_draft", facts));
    }

    private static Grounds grounds(String reasonCode, ComposeFacts facts) {
        return grounds(reasonCode, facts, null);
    }

    private static Grounds grounds(String reasonCode, ComposeFacts facts, @Nullable ReviewFact chosen) {
        var related = chosen == null ? null : ComposeEvidence.record(chosen.id(), chosen.status());
        return new Grounds(reasonCode, related, ComposeEvidence.of(facts, chosen));
    }
}

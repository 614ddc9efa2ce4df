package io.runtruth.operations.proof;

import io.runtruth.operations.RunOutcome;
import java.util.Optional;

/// What the business truth proves about one run (contract 5). Made by an adapter's decision table, a pure
/// function of facts.
public sealed interface ReconciliationDecision {

    Grounds grounds();

    /// The truth proves the goal reached.
    record ReconciledSucceeded(Grounds grounds) implements ReconciliationDecision {}

    /// The truth proves that a part was reached.
    record ReconciledPartial(Grounds grounds) implements ReconciliationDecision {}

    /// The truth proves that this run can't reach the goal any more.
    record ReconciledBlocked(Grounds grounds) implements ReconciliationDecision {}

    /// The truth is ambiguous or contradicts itself: a person must look.
    record AttentionRequired(Grounds grounds) implements ReconciliationDecision {}

    /// The truth says that the work failed.
    record ReconciledFailed(Grounds grounds) implements ReconciliationDecision {}

    /// Somebody works on it: nothing follows.
    record StillActive(Grounds grounds) implements ReconciliationDecision {}

    /// There is no truth either way: the caller's fallback applies.
    record NoProof(Grounds grounds) implements ReconciliationDecision {}

    /// Nobody can prove runs of this type: the caller's fallback applies.
    record Unsupported(Grounds grounds) implements ReconciliationDecision {}

    /// As it is stored and as the API writes it.
    default String code() {
        return switch (this) {
            case ReconciledSucceeded _ -> "reconciled_succeeded";
            case ReconciledPartial _ -> "reconciled_partial";
            case ReconciledBlocked _ -> "reconciled_blocked";
            case AttentionRequired _ -> "attention_required";
            case ReconciledFailed _ -> "reconciled_failed";
            case StillActive _ -> "still_active";
            case NoProof _ -> "no_proof";
            case Unsupported _ -> "unsupported";
        };
    }

    /// How the run ends by it; empty where it does not end by it.
    default Optional<RunOutcome> outcome() {
        return switch (this) {
            case ReconciledSucceeded _ -> Optional.of(RunOutcome.SUCCEEDED);
            case ReconciledPartial _ -> Optional.of(RunOutcome.PARTIALLY_SUCCEEDED);
            case ReconciledBlocked _, AttentionRequired _ -> Optional.of(RunOutcome.BLOCKED);
            case ReconciledFailed _ -> Optional.of(RunOutcome.FAILED);
            case StillActive _, NoProof _, Unsupported _ -> Optional.empty();
        };
    }
}

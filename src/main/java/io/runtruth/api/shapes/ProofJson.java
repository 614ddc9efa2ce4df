package io.runtruth.api.shapes;

import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.operations.Related;
import io.runtruth.operations.proof.RunFinding;
import io.runtruth.operations.reads.RunDetail;
import org.jspecify.annotations.Nullable;

/// What comparing a run with the business records came to (SPEC 5).
///
/// @param dryRun nothing was changed
/// @param freshness what the queue's own records said
/// @param decision `reconciled_succeeded`, `reconciled_partial`, `reconciled_blocked`, `attention_required`,
///     `reconciled_failed`, `still_active`, `no_proof` or `unsupported`; null where the queue's records can't be read
/// @param reasonCode of the row of the decision table that matched
/// @param consequence `end`, `give_back` to the queue, `give_up` where no attempt is left, `leave`, or
///     `changed_meanwhile` where it was to change but was no longer as it was found
/// @param related the record that decided
/// @param run as it is now
@SnakeCase
public record ProofJson(
        boolean dryRun,
        String freshness,
        @Nullable String decision,
        @Nullable String reasonCode,
        String consequence,
        @Nullable Related related,
        @Nullable ReconciliationEvidence evidence,
        RunJson run) {

    public static ProofJson of(RunFinding finding, boolean dryRun, RunDetail now) {
        var decision = finding.decision();
        return new ProofJson(
                dryRun,
                finding.freshness().code(),
                decision == null ? null : decision.code(),
                decision == null ? null : decision.grounds().reasonCode(),
                finding.consequence().code(),
                decision == null ? null : decision.grounds().related(),
                decision == null ? null : decision.grounds().evidence(),
                RunJson.of(now));
    }
}

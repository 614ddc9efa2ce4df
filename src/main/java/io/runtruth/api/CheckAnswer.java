package io.runtruth.api;

import io.runtruth.operations.Grounds;
import io.runtruth.operations.ReconciliationEvidence;
import io.runtruth.operations.RunDetail;
import io.runtruth.operations.RunFinding;
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
record CheckAnswer(
        boolean dryRun,
        String freshness,
        @Nullable String decision,
        @Nullable String reasonCode,
        String consequence,
        Grounds.@Nullable Related related,
        @Nullable ReconciliationEvidence evidence,
        Run run) {

    static CheckAnswer of(RunFinding finding, boolean dryRun, RunDetail now) {
        var decision = finding.decision();
        return new CheckAnswer(
                dryRun,
                finding.freshness().code(),
                decision == null ? null : decision.code(),
                decision == null ? null : decision.grounds().reasonCode(),
                finding.consequence().code(),
                decision == null ? null : decision.grounds().related(),
                decision == null ? null : decision.grounds().evidence(),
                Run.of(now));
    }
}

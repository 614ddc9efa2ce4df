package io.runtruth.api.shapes;

import io.runtruth.operations.BusinessRecord;
import io.runtruth.operations.KeptEvidence;
import io.runtruth.operations.proof.RunFinding;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.reviews.ComposeEvidence;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What comparing a run with the business records came to (contract 5).
///
/// @param dryRun nothing was changed
/// @param freshness what the queue's own records said
/// @param decision `reconciled_succeeded`, `reconciled_partial`, `reconciled_blocked`, `attention_required`,
///     `reconciled_failed`, `still_active`, `no_proof` or `unsupported`; null where the queue's records can't be
///     read
/// @param reasonCode of the row of the decision table that matched
/// @param consequence `end`, `give_back` to the queue, `cancel` where it had been asked to stop and nothing is
///     proven, `give_up` where no attempt is left, `leave`, or `changed_meanwhile` where it was to change but was
///     no longer as it was found
/// @param related the record that decided
/// @param evidence the facts that it was decided from; their names are those of the type's records
/// @param run as it is now
@SnakeCase
public record ProofJson(
        boolean dryRun,
        String freshness,
        @Nullable String decision,
        @Nullable String reasonCode,
        String consequence,
        @Nullable BusinessRecord related,

        @Schema(implementation = ComposeEvidence.class) @Nullable
        JsonNode evidence,

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
                decision == null
                        ? null
                        : KeptEvidence.of(decision.grounds().evidence()).json(),
                RunJson.of(now));
    }
}

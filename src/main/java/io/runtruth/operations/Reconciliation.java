package io.runtruth.operations;

import io.runtruth.shared.Coded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// How the ending of a run is known, as `context.reconciliation` keeps it (contract 5): written once, with the
/// ending, by [OperationRunService]; at most 8 KiB.
///
/// @param decision code of a `ReconciliationDecision`
/// @param reasonCode of the row that matched
/// @param adapter type code of the adapter that was asked
/// @param source code of the [ReconciliationSource]
/// @param previous the run as it was before
/// @param related the record that the run ended by; null where there is none
@JsonNaming(SnakeCaseStrategy.class)
public record Reconciliation(
        String decision,
        String reasonCode,
        String adapter,
        String source,
        Instant reconciledAt,
        By reconciledBy,
        Previous previous,
        @Nullable BusinessRecord related,
        KeptEvidence evidence) {

    /// The worker that held the run asked by itself.
    public boolean askedByWorker() {
        return Coded.of(ReconciliationSource.class, source)
                .filter(ReconciliationSource::isTheWorker)
                .isPresent();
    }

    /// The run was given up: its records prove nothing, and no attempt was left.
    public boolean provesNothing() {
        return decision.equals("no_proof") || decision.equals("unsupported");
    }

    /// @param kind `user` or `system`
    /// @param name as it was then
    @JsonNaming(SnakeCaseStrategy.class)
    public record By(String kind, String name) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record Previous(String status, String outcome) {}
}

package io.runtruth.api.shapes;

import io.runtruth.operations.BusinessRecord;
import io.runtruth.operations.Reconciliation;
import io.runtruth.reviews.ComposeEvidence;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How the ending of a run is known, as it was kept with it (contract 5).
///
/// @param related the record that it ended by
/// @param evidence the facts that it was decided from; their names are those of the type's records
@SnakeCase
public record ReconciliationJson(
        String decision,
        String reasonCode,
        String adapter,
        String source,
        Instant reconciledAt,
        Reconciliation.By reconciledBy,
        Reconciliation.Previous previous,
        @Nullable BusinessRecord related,
        @Schema(implementation = ComposeEvidence.class) JsonNode evidence) {

    static ReconciliationJson of(Reconciliation kept) {
        return new ReconciliationJson(
                kept.decision(),
                kept.reasonCode(),
                kept.adapter(),
                kept.source(),
                kept.reconciledAt(),
                kept.reconciledBy(),
                kept.previous(),
                kept.related(),
                kept.evidence().json());
    }
}

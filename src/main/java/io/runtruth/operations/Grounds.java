package io.runtruth.operations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// What a decision rests on.
///
/// @param reasonCode of the row of the decision table that matched; the tail of its texts' keys
/// @param related the record that the run ended by; null where there is none
/// @param evidence the facts, so that the table can be run on them again
public record Grounds(String reasonCode, @Nullable Related related, ReconciliationEvidence evidence) {

    /// @param type `environment_review`
    /// @param status of the record when the decision was made
    @JsonNaming(SnakeCaseStrategy.class)
    public record Related(String type, UUID id, String status) {

        public static final String REVIEW = "environment_review";
    }
}

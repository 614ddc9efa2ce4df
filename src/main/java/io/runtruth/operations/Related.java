package io.runtruth.operations;

import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// The business record that a run ended by.
///
/// @param type `environment_review`
/// @param status of the record when the decision was made
@JsonNaming(SnakeCaseStrategy.class)
public record Related(String type, UUID id, String status) {

    public static final String REVIEW = "environment_review";
}

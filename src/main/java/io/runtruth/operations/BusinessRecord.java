package io.runtruth.operations;

import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// What a business record was when it was looked at: the one that a run ended by, or one that it was compared with.
///
/// @param type of the record, as [OperationType#recordType()] names it
/// @param status its code at that moment
@JsonNaming(SnakeCaseStrategy.class)
public record BusinessRecord(String type, UUID id, String status) {}

package io.runtruth.operations;

import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// [ReconciliationEvidence] as it is kept with a run: the adapter's record as JSON, its names and words in
/// `snake_case`. Whoever knows the adapter reads it back as that record.
///
/// @param json one object
public record KeptEvidence(@JsonValue JsonNode json) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .build();

    public static KeptEvidence of(ReconciliationEvidence evidence) {
        return new KeptEvidence(MAPPER.valueToTree(evidence));
    }

    /// @throws tools.jackson.core.JacksonException where it is not the evidence of this adapter
    public <E extends ReconciliationEvidence> E as(Class<E> adapters) {
        return MAPPER.treeToValue(json, adapters);
    }
}

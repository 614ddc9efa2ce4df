package io.runtruth.api.shapes;

import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is left out stays as it is.
///
/// @param role `owner`, `reviewer`, `operator`, `auditor` or `customer`
/// @param environments slugs; null: all, also later ones; an owner has all
/// @param version as it was read; left out: whatever it is now
@SnakeCase
public record MemberChangeJson(
        @Nullable String role,

        @ArraySchema(schema = @Schema(implementation = String.class), arraySchema = @Schema(nullable = true)) @Nullable
        JsonNode environments,

        @Nullable Long version) {

    /// @return null for all
    /// @throws Problem.InvalidInput `request.parameter`
    public static @Nullable List<String> slugs(JsonNode environments) {
        if (environments.isNull()) {
            return null;
        }
        if (!environments.isArray() || !environments.valueStream().allMatch(JsonNode::isString)) {
            throw new Problem.InvalidInput("request.parameter", "environments");
        }
        return environments.valueStream().map(JsonNode::stringValue).toList();
    }
}

package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A problem (RFC 9457).
///
/// @param type one for each code
/// @param title the kind of problem, in a few words of the caller's language
/// @param status the HTTP status, once more
/// @param detail what is known and what to do, in the caller's language
/// @param code dotted lower case, for programs
/// @param reference under which the log of the node has the technical detail; null where there is none
/// @param members what else this code tells
@SnakeCase
@Schema(name = "Problem", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record ProblemJson(
        URI type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String reference,

        @JsonAnyGetter @Schema(hidden = true) Map<String, ? extends @Nullable Object> members) {}

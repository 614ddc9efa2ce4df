package io.runtruth.operations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a run is about, as `context` keeps it.
///
/// @param recordId the business record that it works on, of the kind that its type names
/// @param fingerprint of the content that is being made
public record RunSubject(@Nullable UUID recordId, @Nullable String fingerprint) {

    private static final String FINGERPRINT = "fingerprint";

    /// @param context of a run of this type, with or without the rest that is kept there
    public static RunSubject read(OperationType type, String context) {
        var kept = JsonMapper.shared().readTree(context);
        return new RunSubject(id(text(kept, type.recordKey())), text(kept, FINGERPRINT));
    }

    /// Its part of the `context`; what it does not name is left out.
    Map<String, String> context(OperationType type) {
        var context = new LinkedHashMap<String, String>();
        if (recordId != null) {
            context.put(type.recordKey(), recordId.toString());
        }
        if (fingerprint != null) {
            context.put(FINGERPRINT, fingerprint);
        }
        return context;
    }

    private static @Nullable String text(JsonNode kept, String name) {
        return kept.path(name).stringValueOpt().orElse(null);
    }

    /// What is no id names nothing: one spoilt row must not keep the others from being read.
    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}

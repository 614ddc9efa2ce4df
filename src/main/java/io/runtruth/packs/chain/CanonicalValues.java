package io.runtruth.packs.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// JSON that was read, as [CanonicalJson] takes it. A number that has no canonical form there becomes its
/// text.
public final class CanonicalValues {

    private static final long LARGEST_INTEGER = (1L << 53) - 1;

    private CanonicalValues() {}

    public static @Nullable Object of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> map(json);
            case ARRAY -> list(json);
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> number(json);
            case NULL, MISSING -> null;
            case STRING, BINARY, POJO -> json.asString();
        };
    }

    /// @throws IllegalArgumentException for what is no object
    public static Map<String, @Nullable Object> map(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("not an object: " + json.getNodeType());
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        json.properties().forEach(it -> fields.put(it.getKey(), of(it.getValue())));
        return fields;
    }

    private static List<@Nullable Object> list(JsonNode json) {
        var items = new ArrayList<@Nullable Object>(json.size());
        json.forEach(it -> items.add(of(it)));
        return items;
    }

    private static Object number(JsonNode json) {
        if (json.isIntegralNumber() && json.canConvertToLong() && Math.abs(json.longValue()) <= LARGEST_INTEGER) {
            return json.longValue();
        }
        return json.asString();
    }
}

package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that a [JsonPaths] found in one object; blank ones count as missing.
final class JsonValues {

    private static final int MAX_VALUES = 20;

    private final JsonPaths selection;
    private final List<List<String>> values;

    JsonValues(JsonPaths selection) {
        this.selection = selection;
        values = new ArrayList<>(selection.size());
        for (int slot = 0; slot < selection.size(); slot++) {
            values.add(List.of());
        }
    }

    void add(JsonPaths.Node node, @Nullable String value) {
        if (node.slot() < 0 || value == null || value.isBlank()) {
            return;
        }
        var known = values.get(node.slot());
        if (known.isEmpty()) {
            values.set(node.slot(), List.of(value));
        } else if (known.size() < MAX_VALUES) {
            var more = new ArrayList<>(known);
            more.add(value);
            values.set(node.slot(), more);
        }
    }

    /// The first value of the first path that has one.
    @Nullable
    String first(String... paths) {
        for (var path : paths) {
            var found = all(path);
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        return null;
    }

    String firstOr(String fallback, String... paths) {
        var found = first(paths);
        return found == null ? fallback : found;
    }

    /// The values of a path in the file's order, the first 20 of them.
    List<String> all(String path) {
        return values.get(selection.slot(path));
    }
}

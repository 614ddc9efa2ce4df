package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that a [JsonPaths] found in one object; blank ones count as missing. The first value of a path is
/// always kept, further ones as long as they are not too much text altogether.
final class JsonValues {

    /// More of one list is counted, not kept.
    static final int KEPT_CHARS = 1 << 17;

    private final JsonPaths selection;
    private final @Nullable Slot[] slots;

    JsonValues(JsonPaths selection) {
        this.selection = selection;
        slots = new @Nullable Slot[selection.size()];
    }

    void add(JsonPaths.PathNode node, @Nullable String value) {
        if (node.slot() < 0) {
            return;
        }
        var slot = slot(node);
        if (value != null && !value.isBlank()) {
            slot.add(value);
        }
    }

    void add(JsonPaths.PathNode node, JsonValues part) {
        slot(node).add(part);
    }

    void add(JsonPaths.PathNode node, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            slot(node).add(new NamedValue(name, value));
        }
    }

    private Slot slot(JsonPaths.PathNode node) {
        var slot = slots[node.slot()];
        if (slot == null) {
            slot = new Slot();
            slots[node.slot()] = slot;
        }
        return slot;
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

    /// The values of a path in the file's order, as far as they are kept.
    List<String> all(String path) {
        var slot = slots[selection.slot(path)];
        return slot == null ? List.of() : slot.values;
    }

    /// The objects of a list in the file's order, as far as they are kept.
    List<JsonValues> each(String path) {
        var slot = slots[selection.slot(path)];
        return slot == null ? List.of() : slot.parts;
    }

    /// The values of an object with their names, in the file's order, as far as they are kept.
    List<NamedValue> named(String path) {
        var slot = slots[selection.slot(path)];
        return slot == null ? List.of() : slot.named;
    }

    record NamedValue(String name, String value) {}

    /// Whether the object has this name, be its value missing.
    boolean has(String path) {
        return slots[selection.slot(path)] != null;
    }

    /// How many there are, kept or not.
    int count(String path) {
        var slot = slots[selection.slot(path)];
        return slot == null ? 0 : slot.count;
    }

    private long chars() {
        long chars = 0;
        for (var slot : slots) {
            chars += slot == null ? 8 : slot.chars;
        }
        return chars;
    }

    private static final class Slot {
        private static final int OVERHEAD_CHARS = 24;

        private List<String> values = List.of();
        private List<JsonValues> parts = List.of();
        private List<NamedValue> named = List.of();
        private long chars;
        private int count;

        void add(String value) {
            if (count++ == 0) {
                values = List.of(value);
            } else if (chars < KEPT_CHARS) {
                values = values.size() == 1 ? new ArrayList<>(values) : values;
                values.add(value);
            }
            chars += value.length() + OVERHEAD_CHARS;
        }

        void add(NamedValue value) {
            if (count++ == 0) {
                named = new ArrayList<>();
            }
            if (chars < KEPT_CHARS) {
                named.add(value);
            }
            chars += value.name.length() + value.value.length() + OVERHEAD_CHARS;
        }

        void add(JsonValues part) {
            if (count++ == 0) {
                parts = new ArrayList<>();
            }
            if (chars < KEPT_CHARS) {
                parts.add(part);
            }
            chars += part.chars() + OVERHEAD_CHARS;
        }
    }
}

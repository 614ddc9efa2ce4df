package io.runtruth.evidence.formats;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of an object that a reader wants, by path: `ResultDetail.Severity`. Arrays on the way are gone
/// through, so `resources.uid` names the `uid` of each resource, and a tool that writes a list of one as a plain
/// value is read alike. Where it matters which values belong together, [#each] keeps the objects of a list apart.
final class JsonPaths {

    private final PathNode root = PathNode.of(-1);
    private final Map<String, Integer> slots = new HashMap<>();

    static JsonPaths of(String... paths) {
        var selection = new JsonPaths();
        for (var path : paths) {
            selection.put(path, null, false);
        }
        return selection;
    }

    /// The objects at this path, each with the values that are wanted of it.
    JsonPaths each(String path, JsonPaths part) {
        put(path, part, false);
        return this;
    }

    /// All values of the object at this path, with their names, which are the tool's own.
    JsonPaths named(String path) {
        put(path, null, true);
        return this;
    }

    private void put(String path, @Nullable JsonPaths part, boolean isNamed) {
        int slot = slots.size();
        slots.put(path, slot);
        var node = root;
        var names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            node = node.children.computeIfAbsent(names[i], _ -> PathNode.of(-1));
        }
        node.children.put(names[names.length - 1], new PathNode(slot, new HashMap<>(), part, isNamed));
    }

    PathNode root() {
        return root;
    }

    int size() {
        return slots.size();
    }

    int slot(String path) {
        var slot = slots.get(path);
        if (slot == null) {
            throw new IllegalArgumentException("not selected: " + path);
        }
        return slot;
    }

    /// @param slot where its value goes; negative where only something below it is wanted
    /// @param part what is wanted of each object here; `null` where the value itself is
    /// @param isNamed whether the values of the object here are wanted with their names
    record PathNode(
            int slot,
            Map<String, PathNode> children,
            @Nullable JsonPaths part,
            boolean isNamed) {

        private static PathNode of(int slot) {
            return new PathNode(slot, new HashMap<>(), null, false);
        }
    }
}

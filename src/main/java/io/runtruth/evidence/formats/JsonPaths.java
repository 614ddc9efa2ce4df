package io.runtruth.evidence.formats;

import java.util.HashMap;
import java.util.Map;

/// The values of an object that a reader wants, by path: `ResultDetail.Severity`. Arrays on the way are gone through,
/// so `resources.uid` names the `uid` of each resource, and a tool that writes a list of one as a plain value is read
/// alike.
final class JsonPaths {

    private final Node root = new Node(-1, new HashMap<>());
    private final Map<String, Integer> slots = new HashMap<>();

    static JsonPaths of(String... paths) {
        var selection = new JsonPaths();
        for (int slot = 0; slot < paths.length; slot++) {
            selection.put(paths[slot], slot);
        }
        return selection;
    }

    private void put(String path, int slot) {
        slots.put(path, slot);
        var node = root;
        var names = path.split("\\.");
        for (int i = 0; i < names.length; i++) {
            var last = i == names.length - 1;
            node = node.children.computeIfAbsent(names[i], name -> new Node(last ? slot : -1, new HashMap<>()));
        }
    }

    Node root() {
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
    record Node(int slot, Map<String, Node> children) {}
}

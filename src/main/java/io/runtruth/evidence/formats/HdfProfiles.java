package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The profiles of one document, and which of them stand on which: a profile on top repeats every control of the
/// ones below it, without results. A profile says what stands on it, by that one's name or by the name that it
/// gives to what is below.
final class HdfProfiles {

    static final int MAX_PROFILES = 200;
    private static final int NONE = -1;
    /// Says that something stands on it, and nothing in the document is called so.
    private static final int UNKNOWN = -2;

    private static final JsonPaths NAME = JsonPaths.of("name");

    private final List<Header> headers = new ArrayList<>();
    private int[] parents = {};

    /// Takes what the profile says about itself, if this is it.
    void field(JsonCursor in, String name, int profile) {
        while (headers.size() <= profile) {
            if (headers.size() == MAX_PROFILES) {
                throw in.refusal("evidence.too_many_entries");
            }
            headers.add(new Header());
        }
        var header = headers.get(profile);
        switch (name) {
            case "name" -> header.name = in.text();
            case "title" -> header.title = in.text();
            case "version" -> header.version = in.text();
            case "status" -> header.status = in.text();
            case "parent_profile" -> header.parent = in.text();
            case "depends" -> in.items(() -> header.depends(in));
            default -> {}
        }
    }

    /// To be called when all are known.
    void link() {
        parents = new int[headers.size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = parent(i);
        }
    }

    private int parent(int profile) {
        var name = headers.get(profile).parent;
        if (name == null || name.isBlank()) {
            return NONE;
        }
        for (int i = 0; i < headers.size(); i++) {
            if (i != profile && name.equals(headers.get(i).name)) {
                return i;
            }
        }
        for (int i = 0; i < headers.size(); i++) {
            if (i != profile && headers.get(i).depends.contains(name)) {
                return i;
            }
        }
        return UNKNOWN;
    }

    int size() {
        return headers.size();
    }

    /// How many profiles stand on it.
    int depth(int profile) {
        int depth = 0;
        for (int at = parents[profile]; at != NONE && depth <= parents.length; depth++) {
            at = at == UNKNOWN ? NONE : parents[at];
        }
        return depth;
    }

    /// Whether the one stands on the other; also where that can't be told from their names.
    boolean isBelow(int lower, int upper) {
        if (lower == upper) {
            return false;
        }
        int steps = 0;
        for (int at = parents[lower]; at != NONE && steps <= parents.length; steps++) {
            if (at == upper || at == UNKNOWN) {
                return at == upper || parents[upper] == NONE;
            }
            at = parents[at];
        }
        return false;
    }

    @Nullable
    String name(int profile) {
        return headers.get(profile).name;
    }

    /// What it is called in full; overlays often have a title that says nothing.
    @Nullable
    String title(int profile) {
        var title = headers.get(profile).title;
        return title == null || title.strip().length() < 2 ? null : title;
    }

    @Nullable
    String version(int profile) {
        return headers.get(profile).version;
    }

    /// Whether one of them did not run, as the tool says.
    boolean isOneNotRun() {
        return headers.stream()
                .anyMatch(header ->
                        "skipped".equalsIgnoreCase(header.status) || "failed".equalsIgnoreCase(header.status));
    }

    private static final class Header {
        private static final int MAX_DEPENDS = 1_000;

        private final List<String> depends = new ArrayList<>();
        private @Nullable String name;
        private @Nullable String title;
        private @Nullable String version;
        private @Nullable String status;
        private @Nullable String parent;

        void depends(JsonCursor in) {
            var name = in.isObject() ? in.select(NAME).first("name") : null;
            if (name != null && depends.size() < MAX_DEPENDS) {
                depends.add(name);
            }
        }
    }
}

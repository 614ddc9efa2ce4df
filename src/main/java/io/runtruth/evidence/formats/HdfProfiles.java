package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The profiles of one document, and which of them stand on which: a profile on top repeats every control of the
/// ones below it, without results. A profile says what stands on it, by that one's name or by the name that it
/// gives to what is below.
final class HdfProfiles {

    static final int MAX_PROFILES = 200;
    private static final int MAX_NAME = 300;
    private static final int NONE = -1;
    /// Says that something stands on it, and nothing in the document is called so.
    private static final int UNKNOWN = -2;

    private static final JsonPaths NAME = JsonPaths.of("name");

    private final List<Header> headers = new ArrayList<>();
    private final List<BitSet> below = new ArrayList<>();
    private final List<BitSet> above = new ArrayList<>();
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
            case "name" -> header.name = word(in.text());
            case "title" -> header.title = word(in.text());
            case "version" -> header.version = word(in.text());
            case "status" -> header.status = word(in.text());
            case "parent_profile" -> header.parent = word(in.text());
            case "depends" -> in.items(() -> header.depends(in));
            default -> {}
        }
    }

    private static @Nullable String word(@Nullable String text) {
        return Cleaned.line(text, MAX_NAME);
    }

    /// To be called when all are known.
    void link() {
        var byName = new HashMap<String, List<Integer>>();
        var byAlias = new HashMap<String, List<Integer>>();
        for (int i = 0; i < headers.size(); i++) {
            var header = headers.get(i);
            called(header.name, i, byName);
            for (var alias : header.depends) {
                called(alias, i, byAlias);
            }
        }
        parents = new int[headers.size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = parent(i, byName, byAlias);
        }
        for (int i = 0; i < parents.length; i++) {
            below.add(new BitSet());
            above.add(new BitSet());
        }
        for (int lower = 0; lower < parents.length; lower++) {
            for (int upper = 0; upper < parents.length; upper++) {
                if (isBelow(lower, upper)) {
                    below.get(upper).set(lower);
                    above.get(lower).set(upper);
                }
            }
        }
    }

    private static void called(@Nullable String name, int profile, Map<String, List<Integer>> into) {
        if (name != null) {
            var all = into.computeIfAbsent(name, _ -> new ArrayList<>(1));
            // the second is for the first itself
            if (all.size() < 2) {
                all.add(profile);
            }
        }
    }

    private int parent(int profile, Map<String, List<Integer>> byName, Map<String, List<Integer>> byAlias) {
        var name = headers.get(profile).parent;
        if (name == null) {
            return NONE;
        }
        return Stream.of(byName, byAlias)
                .flatMap(all -> all.getOrDefault(name, List.of()).stream())
                .filter(other -> other != profile)
                .findFirst()
                .orElse(UNKNOWN);
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

    /// The profiles that this one stands on; also those of which that can't be told from their names.
    BitSet below(int profile) {
        return below.get(profile);
    }

    /// The profiles that stand on this one.
    BitSet above(int profile) {
        return above.get(profile);
    }

    private boolean isBelow(int lower, int upper) {
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
        private static final int MAX_DEPENDS = 200;

        private final List<String> depends = new ArrayList<>();
        private @Nullable String name;
        private @Nullable String title;
        private @Nullable String version;
        private @Nullable String status;
        private @Nullable String parent;

        void depends(JsonCursor in) {
            var name = in.isObject() ? word(in.select(NAME).first("name")) : null;
            if (name != null && depends.size() < MAX_DEPENDS) {
                depends.add(name);
            }
        }
    }
}

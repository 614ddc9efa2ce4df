package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which of the control objects of a document are its checks, known before the first of them is read. Of those
/// with one id in profiles that stand on each other these are the ones with results of tests (what a person
/// attested is written to all of them); where none has any, the lowest. Where there is only one profile, all are,
/// and nothing is remembered.
final class HdfOutline {

    private static final int MAX_CONTROLS = 1_000_000;
    private static final long HAS_RESULTS = 1;
    private static final int LAYER_BITS = 32;
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final JsonPaths CONTROL =
            JsonPaths.of("id", "title", "impact", "tags.severity", "tags.severityoverride");

    private final HdfProfiles profiles = new HdfProfiles();
    private final DigestTable known = new DigestTable();
    private final BitSet repeated = new BitSet();
    private final BitSet ambiguous = new BitSet();
    private final Map<Long, List<Layer>> layers = new HashMap<>();
    private final DefinitionBudget budget = new DefinitionBudget();

    /// What a profile on top may say otherwise than the ones below it.
    ///
    /// @param depth how many profiles stand on the one that says it
    record Layer(
            int depth,
            @Nullable String title,
            @Nullable String impact,
            @Nullable String severity,
            @Nullable String override) {

        int digest() {
            return Objects.hash(title, impact, severity, override);
        }
    }

    static HdfOutline of(JsonFile file, HdfDocument document) {
        var outline = new HdfOutline();
        var isLayered = document.profiles() > 1;
        try (var in = file.open()) {
            document.eachProfile(in, (name, profile) -> {
                if (isLayered && name.equals("controls")) {
                    in.items(() -> outline.know(in, profile));
                }
                outline.profiles.field(in, name, profile);
            });
        }
        outline.profiles.link();
        if (isLayered) {
            outline.sort(file, document);
        }
        return outline;
    }

    private void know(JsonCursor in, int profile) {
        var control = Control.read(in);
        long key = key(known.key(control.id), profile);
        long before = known.get(key, 0);
        long layer = (long) control.layer(0).digest() << LAYER_BITS;
        known.put(key, layer | before & HAS_RESULTS | (control.hasResults ? HAS_RESULTS : 0));
        if (known.size() > MAX_CONTROLS) {
            throw in.refusal("evidence.too_many_definitions");
        }
    }

    private static long key(long id, int profile) {
        return id + (profile + 1) * STEP;
    }

    private void sort(JsonFile file, HdfDocument document) {
        var at = new int[1];
        try (var in = file.open()) {
            document.eachProfile(in, (name, profile) -> {
                if (name.equals("controls")) {
                    in.items(() -> sort(in, profile, at[0]++));
                }
            });
        }
    }

    private void sort(JsonCursor in, int profile, int index) {
        var control = Control.read(in);
        long id = known.key(control.id);
        for (int other = 0; other < profiles.size(); other++) {
            long key = key(id, other);
            if (other == profile || !known.has(key)) {
                continue;
            }
            var hasResultsThere = (known.get(key, 0) & HAS_RESULTS) != 0;
            var isBelow = profiles.isBelow(other, profile);
            if (isBelow) {
                layer(in, control, profile, key);
            }
            if (control.hasResults && hasResultsThere || !isBelow && !profiles.isBelow(profile, other)) {
                ambiguous.set(index);
            } else if (!control.hasResults && (isBelow || hasResultsThere)) {
                repeated.set(index);
            }
        }
    }

    /// Kept only where it differs, which no tool's output that was seen does.
    private void layer(JsonCursor in, Control control, int profile, long below) {
        var layer = control.layer(profiles.depth(profile));
        if ((int) (known.get(below, 0) >> LAYER_BITS) != layer.digest()) {
            budget.spend(in, layer.title, layer.impact, layer.severity, layer.override);
            layers.computeIfAbsent(below, _ -> new ArrayList<>()).add(layer);
        }
    }

    HdfProfiles profiles() {
        return profiles;
    }

    /// Whether it only repeats what another profile has.
    boolean isRepeated(int index) {
        return repeated.get(index);
    }

    /// Whether a profile that has nothing to do with this one uses the same id.
    boolean isAmbiguous(int index) {
        return ambiguous.get(index);
    }

    /// What the topmost profile says that says anything of it; `null` where the control's own holds.
    @Nullable
    String onTop(String id, int profile, Function<Layer, @Nullable String> value) {
        if (layers.isEmpty()) {
            return null;
        }
        return layers.getOrDefault(key(known.key(id), profile), List.of()).stream()
                .sorted(Comparator.comparingInt(Layer::depth))
                .map(value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private record Control(String id, JsonValues values, boolean hasResults) {

        static Control read(JsonCursor in) {
            if (!in.isObject()) {
                throw in.refusal("evidence.unexpected_type");
            }
            var results = new int[1];
            var values = in.select(CONTROL, name -> {
                if (name.equals("results")) {
                    in.items(() -> results[0] += HdfResults.isTest(in) ? 1 : 0);
                }
            });
            return new Control(values.firstOr("", "id"), values, results[0] > 0);
        }

        Layer layer(int depth) {
            return new Layer(
                    depth,
                    Cleaned.line(values.first("title"), HdfControl.MAX_TITLE),
                    values.first("impact"),
                    values.first("tags.severity"),
                    values.first("tags.severityoverride"));
        }
    }
}

package io.runtruth.evidence.formats;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which of the control objects of a document are its checks, known before the first of them is read. Of those
/// with one id in profiles that stand on each other these are the ones with results of tests (what a person
/// attested is written to all of them); where none has any, the lowest. Where there is only one profile, all are,
/// and nothing is remembered.
final class HdfOutline {

    private static final int MAX_WORDS = 1_000_000;
    private static final int MAX_WORD = 100;
    private static final JsonPaths CONTROL =
            JsonPaths.of("id", "title", "impact", "tags.severity", "tags.severityoverride");

    private final HdfProfiles profiles = new HdfProfiles();
    private final DigestTable known = new DigestTable();
    private final BitSet repeated = new BitSet();
    private final BitSet ambiguous = new BitSet();
    private final Map<Long, Layer> layers = new HashMap<>();
    private final DefinitionBudget budget = new DefinitionBudget();
    private Holders holders = new Holders(0);

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
        outline.holders = new Holders(document.profiles());
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
        if (profile >= HdfProfiles.MAX_PROFILES) {
            throw in.refusal("evidence.too_many_entries");
        }
        var control = Control.read(in);
        long key = known.key(control.id);
        int id = (int) known.get(key, known.size());
        known.put(key, id);
        if (!holders.add(id, profile, control)) {
            throw in.refusal("evidence.too_many_definitions");
        }
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
        int id = (int) known.get(known.key(control.id), 0);
        var others = holders.of(id);
        others.clear(profile);
        var tested = holders.withResults(id);
        tested.clear(profile);
        var below = profiles.below(profile);
        var above = profiles.above(profile);
        if (others.intersects(below) && holders.differ(id)) {
            layer(in, id, profile, control.layer(profiles.depth(profile)));
        }
        var strangers = (BitSet) others.clone();
        strangers.andNot(below);
        strangers.andNot(above);
        tested.andNot(strangers);
        ambiguous.set(index, !strangers.isEmpty() || control.hasResults && !tested.isEmpty());
        repeated.set(index, !control.hasResults && (others.intersects(below) || !tested.isEmpty()));
    }

    /// Kept only where they differ, which no tool's output that was seen does.
    private void layer(JsonCursor in, int id, int profile, Layer layer) {
        budget.spend(in, layer.title, layer.impact, layer.severity, layer.override);
        layers.putIfAbsent(key(id, profile), layer);
    }

    private static long key(int id, int profile) {
        return (long) id * HdfProfiles.MAX_PROFILES + profile;
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
        int number = (int) known.get(known.key(id), -1);
        return profiles.above(profile).stream()
                .mapToObj(upper -> layers.get(key(number, upper)))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(Layer::depth))
                .map(value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// For each id which profiles hold it, which of them with results, and whether all say the same of it: two sets
    /// of bits and a few more, for as many ids as a file has.
    private static final class Holders {

        private static final byte SEEN = 1;
        private static final byte DIFFERS = 2;

        private final int words;
        private long[] sets = {};
        private int[] digests = {};
        private byte[] states = {};

        Holders(int profiles) {
            words = (profiles + Long.SIZE - 1) / Long.SIZE;
        }

        /// Whether there was room for it.
        boolean add(int id, int profile, Control control) {
            if ((id + 1L) * words > MAX_WORDS) {
                return false;
            }
            if (id >= states.length) {
                int room = Math.min(Math.max(1 << 8, id * 2), MAX_WORDS / words);
                states = Arrays.copyOf(states, room);
                digests = Arrays.copyOf(digests, room);
                sets = Arrays.copyOf(sets, 2 * room * words);
            }
            set(2 * id, profile);
            if (control.hasResults) {
                set(2 * id + 1, profile);
            }
            int digest = control.layer(0).digest();
            if (states[id] == 0) {
                digests[id] = digest;
                states[id] = SEEN;
            } else if (digests[id] != digest) {
                states[id] = DIFFERS;
            }
            return true;
        }

        private void set(int set, int profile) {
            sets[set * words + profile / Long.SIZE] |= 1L << profile;
        }

        BitSet of(int id) {
            return bits(2 * id);
        }

        BitSet withResults(int id) {
            return bits(2 * id + 1);
        }

        private BitSet bits(int set) {
            return BitSet.valueOf(Arrays.copyOfRange(sets, set * words, (set + 1) * words));
        }

        boolean differ(int id) {
            return states[id] == DIFFERS;
        }
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
                    Cleaned.line(values.first("impact"), MAX_WORD),
                    Cleaned.line(values.first("tags.severity"), MAX_WORD),
                    Cleaned.line(values.first("tags.severityoverride"), MAX_WORD));
        }
    }
}

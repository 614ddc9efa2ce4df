package io.runtruth.ui.system;

import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.DecisionWording;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What a pass did, in numbers and words; the largest number first.
///
/// @param lookedAt runs
/// @param decided by rule
/// @param followed by what followed
/// @param leftAlone by what the queue said
record PassCounts(int lookedAt, List<RuleCount> decided, List<RuleCount> followed, List<RuleCount> leftAlone) {

    private static final Comparator<RuleCount> LARGEST_FIRST = Comparator.comparing(RuleCount::count)
            .reversed()
            .thenComparing(count -> count.what().key());

    static PassCounts of(
            int lookedAt, Map<String, Integer> decided, Map<String, Integer> followed, Map<String, Integer> leftAlone) {
        return new PassCounts(
                lookedAt,
                counts(decided, DecisionWording::rule),
                counts(followed, PassCounts::consequence),
                counts(leftAlone, code -> Phrase.of("run.freshness." + code)));
    }

    /// @param code of a consequence, or `changed_meanwhile`, or `broken`
    static Phrase consequence(String code) {
        return Phrase.of("consequence." + code);
    }

    private static List<RuleCount> counts(Map<String, Integer> counts, Function<String, Phrase> what) {
        return counts.entrySet().stream()
                .map(entry -> new RuleCount(entry.getValue(), what.apply(entry.getKey())))
                .sorted(LARGEST_FIRST)
                .toList();
    }

    record RuleCount(int count, Phrase what) {

        Phrase phrase() {
            return Phrase.of("system.pass.count", count, what);
        }
    }
}

package io.runtruth.reviews.compose;

import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// What is known about the `limit` smallest keys met so far. A key that has fallen out can never come back,
/// because the keys that pushed it out only ever give way to smaller ones; so what is kept about a key that stays
/// is complete, whatever the order in which keys are met, and memory is bounded.
final class Smallest<K, V> {

    private final int limit;
    private final TreeMap<K, V> kept;

    Smallest(int limit, Comparator<? super K> order) {
        this.limit = limit;
        this.kept = new TreeMap<>(order);
    }

    /// What is kept about the key, made where it is new; empty where it is not among the smallest.
    ///
    /// @param dropped is given the pair that makes room, if one has to
    Optional<V> at(K key, Supplier<V> fresh, BiConsumer<K, V> dropped) {
        var known = kept.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        if (kept.size() == limit) {
            if (kept.comparator().compare(key, kept.lastKey()) > 0) {
                return Optional.empty();
            }
            var last = kept.pollLastEntry();
            dropped.accept(last.getKey(), last.getValue());
        }
        var value = fresh.get();
        kept.put(key, value);
        return Optional.of(value);
    }

    Optional<V> at(K key, Supplier<V> fresh) {
        return at(key, fresh, (lastKey, lastValue) -> {});
    }

    SortedMap<K, V> kept() {
        return kept;
    }
}

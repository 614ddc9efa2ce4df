package io.runtruth.reviews.compose;

import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// As many of the smallest keys as fit a number and a weight: all keys before the first that does not fit, and none
/// behind it. Once a key had to go, nothing from there on is taken any more, so that what is kept at the end, and
/// all that is known about it, does not depend on the order in which keys are met; and memory is bounded.
final class Fitting<K, V> {

    private final int most;
    private final Load<K, V> load;
    private final TreeMap<K, V> kept;
    private @Nullable K ceiling;

    /// @param most keys
    Fitting(int most, Comparator<? super K> order, Load<K, V> load) {
        this.most = most;
        this.load = load;
        this.kept = new TreeMap<>(order);
    }

    /// Weighs what is kept, where that bounds it as well: more of it never weighs less. It is told of what has to go.
    @FunctionalInterface
    interface Load<K, V> {

        default void add(K key, V value) {}

        void remove(K key, V value);

        default boolean isTooHeavy() {
            return false;
        }
    }

    /// What is kept about the key, made where it is new; empty where it does not fit.
    Optional<V> at(K key, Supplier<V> fresh) {
        if (ceiling != null && kept.comparator().compare(key, ceiling) >= 0) {
            return Optional.empty();
        }
        var known = kept.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        var value = fresh.get();
        kept.put(key, value);
        load.add(key, value);
        while (kept.size() > most || load.isTooHeavy()) {
            dropLast();
        }
        return kept.containsKey(key) ? Optional.of(value) : Optional.empty();
    }

    private void dropLast() {
        var last = kept.pollLastEntry();
        load.remove(last.getKey(), last.getValue());
        ceiling = last.getKey();
    }

    SortedMap<K, V> kept() {
        return kept;
    }
}

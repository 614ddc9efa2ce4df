package io.runtruth.ui.kit;

import io.runtruth.live.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What many pages of the node show, read once for all of them (contract 13): a value for each key. It is read
/// when a page asks, and again when the page asks after a change or after [#FRESH]. Pages are told of the changes
/// of half a second of a workspace together, and always after what they made old has been given up: nobody who is
/// told reads what was before. What goes on in one workspace keeps nobody of another waiting.
///
/// It checks no right: whoever asks has done so, or asks for themselves.
public final class SharedReading<K, V> {

    /// How long a value is given to others though nothing was heard: what ages without a change is not older.
    static final Duration FRESH = Duration.ofSeconds(1);

    static final Duration SHORTEST = Duration.ofMillis(500);

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Function<K, @Nullable UUID> workspaceOf;
    private final Function<K, V> read;
    private final BiConsumer<Duration, Runnable> timer;
    private final LongSupplier nanoTime;
    private final Map<K, Slot> slots = new ConcurrentHashMap<>();
    private final Map<UUID, Rhythm> rhythms = new ConcurrentHashMap<>();
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicLong tellings = new AtomicLong();

    /// @param workspaceOf whose changes make the key's value old; null: those of every workspace
    /// @param timer runs work after a time; without one, at once and on the thread that asks
    SharedReading(
            Function<K, @Nullable UUID> workspaceOf,
            Function<K, V> read,
            BiConsumer<Duration, Runnable> timer,
            LongSupplier nanoTime) {
        this.workspaceOf = workspaceOf;
        this.read = read;
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /// Whoever asks while somebody reads waits for that and has the same.
    public V get(K key) {
        return slots.computeIfAbsent(key, _ -> new Slot()).get(key);
    }

    /// The same, read at this moment of the even clock or later: for whoever heard then of what is to be seen.
    V get(K key, long since) {
        return slots.computeIfAbsent(key, _ -> new Slot()).get(key, since);
    }

    /// For whoever has changed by themselves what the key stands for.
    public void giveUp(K key) {
        slots.remove(key);
    }

    /// @param told from any thread, when something has changed that passes the filter
    /// @return ends it
    public Runnable listen(Predicate<Change> filter, Runnable told) {
        var listener = new Listener(filter, told);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void heard(List<Change> changes) {
        changes.stream()
                .collect(Collectors.groupingBy(Change::workspaceId))
                .forEach((workspace, ofIt) ->
                        rhythms.computeIfAbsent(workspace, _ -> new Rhythm()).heard(ofIt));
    }

    private void forgetOld() {
        slots.values().removeIf(Slot::isForgotten);
    }

    /// The last telling of what makes the key's value old.
    private long lastTold(K key) {
        var workspace = workspaceOf.apply(key);
        if (workspace == null) {
            return tellings.get();
        }
        var rhythm = rhythms.get(workspace);
        return rhythm == null ? 0 : rhythm.lastTold;
    }

    /// Of one workspace: its first change after a quiet time is told at once.
    private final class Rhythm {

        private final List<Change> waiting = new ArrayList<>();
        private boolean scheduled;
        private long lastNanos = nanoTime.getAsLong() - SHORTEST.toNanos();
        private volatile long lastTold;

        void heard(List<Change> changes) {
            keep(changes).ifPresent(rest -> timer.accept(rest, this::tell));
        }

        /// @return after how long to tell of them; empty where those before are still to be told of
        private synchronized Optional<Duration> keep(List<Change> changes) {
            waiting.addAll(changes);
            if (scheduled) {
                return Optional.empty();
            }
            scheduled = true;
            var passed = Duration.ofNanos(nanoTime.getAsLong() - lastNanos);
            return Optional.of(passed.compareTo(SHORTEST) >= 0 ? Duration.ZERO : SHORTEST.minus(passed));
        }

        private void tell() {
            var changes = taken();
            forgetOld();
            listeners.stream()
                    .filter(listener -> changes.stream().anyMatch(listener.filter()))
                    .forEach(listener -> listener.told().run());
        }

        private synchronized List<Change> taken() {
            var changes = List.copyOf(waiting);
            waiting.clear();
            scheduled = false;
            lastNanos = nanoTime.getAsLong();
            lastTold = tellings.incrementAndGet();
            return changes;
        }
    }

    private record Listener(Predicate<Change> filter, Runnable told) {}

    private final class Slot {

        private @Nullable V value;
        private long readIn;
        private volatile long readNanos = nanoTime.getAsLong();

        synchronized V get(K key) {
            var known = value;
            return known != null && readIn >= lastTold(key) && age() < FRESH.toNanos() ? known : readAgain(key);
        }

        synchronized V get(K key, long since) {
            var known = value;
            return known != null && readNanos - since >= 0 ? known : readAgain(key);
        }

        private V readAgain(K key) {
            forgetOld();
            readIn = tellings.get();
            readNanos = nanoTime.getAsLong();
            value = null;
            var now = read.apply(key);
            value = now;
            return now;
        }

        boolean isForgotten() {
            return age() > KEPT.toNanos();
        }

        private long age() {
            return nanoTime.getAsLong() - readNanos;
        }
    }
}

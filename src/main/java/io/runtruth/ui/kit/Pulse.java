package io.runtruth.ui.kit;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The rhythm of one page: whatever wants to change it waits here, so that all of it together reaches the browser at
/// most twice a second (SPEC 13). The first change after a quiet time does not wait.
final class Pulse {

    static final Duration SHORTEST = Duration.ofMillis(500);

    private final Consumer<Runnable> page;
    private final BiConsumer<Duration, Runnable> timer;
    private final LongSupplier nanoTime;
    private final List<Runnable> ticks = new CopyOnWriteArrayList<>();
    private final List<Runnable> beats = new CopyOnWriteArrayList<>();
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private boolean scheduled;
    private long lastNanos;

    /// @param page runs work with the page locked, and pushes what it changed
    /// @param timer runs work after a time, on another thread
    Pulse(Consumer<Runnable> page, BiConsumer<Duration, Runnable> timer, LongSupplier nanoTime) {
        this.page = page;
        this.timer = timer;
        this.nanoTime = nanoTime;
        lastNanos = nanoTime.getAsLong() - SHORTEST.toNanos();
    }

    /// Runs the work soon; asked for twice meanwhile, it runs once.
    synchronized void request(Runnable work) {
        waiting.add(work);
        if (!scheduled) {
            scheduled = true;
            timer.accept(rest(), this::flush);
        }
    }

    /// All that ticks, and then, if none of it failed, what beats: a page whose data cannot be read is not live.
    void tick() {
        request(this::tickAndBeat);
    }

    /// @return ends it
    Runnable onTick(Runnable work) {
        ticks.add(work);
        return () -> ticks.remove(work);
    }

    /// @return ends it
    Runnable onBeat(Runnable work) {
        beats.add(work);
        return () -> beats.remove(work);
    }

    private void tickAndBeat() {
        ticks.forEach(Runnable::run);
        beats.forEach(Runnable::run);
    }

    private Duration rest() {
        var passed = Duration.ofNanos(nanoTime.getAsLong() - lastNanos);
        return passed.compareTo(SHORTEST) >= 0 ? Duration.ZERO : SHORTEST.minus(passed);
    }

    private void flush() {
        List<Runnable> due;
        synchronized (this) {
            due = List.copyOf(waiting);
            waiting.clear();
            scheduled = false;
            lastNanos = nanoTime.getAsLong();
        }
        page.accept(() -> due.forEach(Runnable::run));
    }
}

package io.runtruth.ui.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The rhythm of one page: whatever changed waits here, so that all of it together reaches the browser at most
/// twice a second (contract 13). The first change after a quiet time does not wait, and what the page does by
/// itself, its beats and its reading again, keeps no change waiting.
final class Pulse {

    static final Duration SHORTEST = Duration.ofMillis(500);

    /// While the feed stands still the database is most likely away, and a page that waits for it is held. A feed
    /// that does not come back is no reason to leave pages as they are for ever.
    private static final Duration STILL_LONG = Duration.ofSeconds(30);

    private final Page page;
    private final BiConsumer<Duration, Runnable> timer;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Duration reread;
    private final List<Runnable> ticks = new CopyOnWriteArrayList<>();
    private final List<Consumer<Optional<Instant>>> beats = new CopyOnWriteArrayList<>();
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private boolean scheduled;
    private boolean beating;
    private boolean feedWasStill;
    private long lastNanos;
    private long lastTickNanos;
    private @Nullable Instant staleSince;

    interface Page {

        /// With the page locked; what it changed is pushed.
        void run(Runnable work);

        /// Asked with the page locked.
        boolean isLookedAt();

        /// Whether a browser is still there to be sent what changes; asked with the page locked.
        boolean isReached();
    }

    /// @param timer runs work after a time, on another thread
    /// @param reread how often a page reads again what it shows
    Pulse(Page page, BiConsumer<Duration, Runnable> timer, LongSupplier nanoTime, Clock clock, Duration reread) {
        this.page = page;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.reread = reread;
        lastTickNanos = nanoTime.getAsLong();
        lastNanos = lastTickNanos - SHORTEST.toNanos();
    }

    /// Runs the work soon; asked for twice meanwhile, it runs once.
    synchronized void request(Runnable work) {
        waiting.add(work);
        if (!scheduled) {
            scheduled = true;
            timer.accept(rest(), this::flush);
        }
    }

    /// How many pieces of work wait: by the page's parts, never by the changes.
    synchronized int waiting() {
        return waiting.size();
    }

    /// Runs the work once, as soon as the page is free.
    void soon(Runnable work) {
        page.run(() -> guarded(work));
    }

    /// Shows that the page is live, after it was read again where that is due. A page that could not be read, or
    /// whose feed stands still, is not live until it was read again. One that nobody looks at rests, and is overdue
    /// then.
    ///
    /// @param still since when the feed has heard nothing; empty while it hears
    void beat(Optional<Instant> still) {
        synchronized (this) {
            if (beating) {
                return;
            }
            beating = true;
        }
        page.run(() -> onPage(still));
    }

    /// Reads again now what the page shows.
    void tick() {
        page.run(() -> guarded(this::readAgain));
    }

    /// @return ends it
    Runnable onTick(Runnable work) {
        ticks.add(work);
        return () -> ticks.remove(work);
    }

    /// @param beat is told since when the page has not been live; empty while it is
    /// @return ends it
    Runnable onBeat(Consumer<Optional<Instant>> beat) {
        beats.add(beat);
        return () -> beats.remove(beat);
    }

    int parts() {
        return ticks.size() + beats.size();
    }

    private void onPage(Optional<Instant> still) {
        synchronized (this) {
            beating = false;
        }
        if (!page.isLookedAt() || !page.isReached()) {
            return;
        }
        catchUp();
        try {
            still.ifPresent(this::stale);
            if (isTickDue(still)) {
                guarded(this::readAgain);
                still.ifPresent(this::stale);
            }
        } finally {
            feedWasStill = still.isPresent();
            beats.forEach(it -> it.accept(Optional.ofNullable(staleSince)));
        }
    }

    private boolean isTickDue(Optional<Instant> still) {
        if (still.isPresent() && still.get().isAfter(clock.instant().minus(STILL_LONG))) {
            return false;
        }
        return (feedWasStill && still.isEmpty()) || nanoTime.getAsLong() - lastTickNanos >= reread.toNanos();
    }

    /// One part that can't be read keeps no other from it.
    private void readAgain() {
        lastTickNanos = nanoTime.getAsLong();
        RuntimeException failure = null;
        for (var tick : ticks) {
            try {
                tick.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        staleSince = null;
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            stale(clock.instant());
            throw e;
        }
    }

    private void stale(Instant since) {
        if (staleSince == null) {
            staleSince = since;
        }
    }

    private Duration rest() {
        var passed = Duration.ofNanos(nanoTime.getAsLong() - lastNanos);
        return passed.compareTo(SHORTEST) >= 0 ? Duration.ZERO : SHORTEST.minus(passed);
    }

    private void flush() {
        var due = taken();
        page.run(() -> {
            if (page.isReached()) {
                guarded(() -> due.forEach(Runnable::run));
            } else {
                keep(due);
            }
        });
    }

    private synchronized List<Runnable> taken() {
        var due = List.copyOf(waiting);
        waiting.clear();
        scheduled = false;
        lastNanos = nanoTime.getAsLong();
        return due;
    }

    /// What would be written for a browser that is not there is kept in the node's memory until it comes, or for
    /// nothing: so nothing is, but that something is due.
    private synchronized void keep(List<Runnable> due) {
        waiting.addAll(due);
    }

    private void catchUp() {
        synchronized (this) {
            if (scheduled || waiting.isEmpty()) {
                return;
            }
        }
        var due = taken();
        guarded(() -> due.forEach(Runnable::run));
    }
}

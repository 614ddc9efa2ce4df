package io.runtruth.operations.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The database's time without asking it each time: what it said last, and what this process has counted since.
/// The node's own clock may be wrong, or be set, without any effect; it is used only until the database has said
/// something.
@Component
class DatabaseClock implements QueueClock {

    /// An answer that took longer says less than what is known already.
    private static final Duration USABLE = Duration.ofMillis(500);

    private final Clock own;
    private final LongSupplier nanos;
    private volatile @Nullable Anchor anchor;

    @Autowired
    DatabaseClock(Clock own) {
        this(own, System::nanoTime);
    }

    /// @param nanos goes on evenly whatever is done to the node's clock
    DatabaseClock(Clock own, LongSupplier nanos) {
        this.own = own;
        this.nanos = nanos;
    }

    /// In whole microseconds, as the database keeps it.
    @Override
    public Instant now() {
        var known = anchor;
        return known == null
                ? own.instant()
                : known.said.plusNanos(nanos.getAsLong() - known.at).truncatedTo(ChronoUnit.MICROS);
    }

    /// Keeps what the database says its time is.
    ///
    /// @return how far the node's own clock is ahead; negative where it is behind
    Duration compare(Asking database) {
        var before = nanos.getAsLong();
        var said = database.now();
        var after = nanos.getAsLong();
        var took = Duration.ofNanos(after - before);
        if (anchor == null || took.compareTo(USABLE) <= 0) {
            anchor = new Anchor(said, before + took.toNanos() / 2);
        }
        return Duration.between(now(), own.instant());
    }

    /// Asks the database for its time.
    @FunctionalInterface
    interface Asking {
        Instant now();
    }

    /// @param at in counted nanoseconds, when it was said
    private record Anchor(Instant said, long at) {}
}

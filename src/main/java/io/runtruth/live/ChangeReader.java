package io.runtruth.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;

/// Reads what was committed by key and hands it on: when something was committed on this node, when another node
/// says that something was, and every [#REREAD] in any case, so that a lost word costs a moment and not a truth.
///
/// NOTIFY takes a lock of the whole database at commit, so it is never part of a write: after the reading, one
/// empty notification tells the other nodes of all that was committed here since the last.
@Component
class ChangeReader {

    static final String CHANNEL = "runtruth_change";

    /// Longer than two readings take, and shorter than anybody takes a still page for a true one.
    static final Duration STANDS_STILL_AFTER = Duration.ofSeconds(2);

    private static final Duration REREAD = Duration.ofMillis(500);

    /// What is committed after a quiet time is read at once; many commits in a row are read together, so that
    /// reading and telling the others costs the database little beside what is committed.
    private static final Duration REST = Duration.ofMillis(20);

    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);
    private static final Duration KEEP = Duration.ofMinutes(10);

    private final Clock clock;
    private final ChangeLog log = new ChangeLog();
    private final Semaphore wake = new Semaphore(0);
    private final AtomicBoolean committedHere = new AtomicBoolean();
    private Consumer<List<Change>> receiver = _ -> {};
    private long lastPurgeNanos = System.nanoTime();
    /// Of the last reading after which nothing was left: all that was committed before it began has been handed on.
    private volatile long lastReadNanos = System.nanoTime();
    private volatile int backend;

    ChangeReader(Clock clock) {
        this.clock = clock;
    }

    void deliverTo(Consumer<List<Change>> receiver) {
        this.receiver = receiver;
    }

    void committedHere() {
        committedHere.set(true);
        wake.release();
    }

    /// @param sender the session of the database that said it: what was committed here was read before it was said
    void told(int sender) {
        if (sender != backend) {
            wake.release();
        }
    }

    Duration sinceLastRead() {
        return Duration.ofNanos(System.nanoTime() - lastReadNanos);
    }

    /// Since when nothing could be read; empty while changes are heard.
    Optional<Instant> standsStillSince() {
        var still = sinceLastRead();
        return still.compareTo(STANDS_STILL_AFTER) > 0
                ? Optional.of(clock.instant().minus(still))
                : Optional.empty();
    }

    void read(Connection connection, KeptConnection kept) throws SQLException, InterruptedException {
        backend = connection.unwrap(PGConnection.class).getBackendPID();
        while (kept.isCurrent()) {
            var begun = System.nanoTime();
            readOnce(connection);
            purge(connection);
            if (wake.tryAcquire(REREAD.toMillis(), TimeUnit.MILLISECONDS)) {
                LockSupport.parkNanos(REST.toNanos() - (System.nanoTime() - begun));
            }
            wake.drainPermits();
        }
    }

    /// All that was committed since the last time, each change once.
    void readOnce(Connection connection) throws SQLException {
        log.begin(connection);
        var toTell = committedHere.getAndSet(false);
        try {
            var begun = System.nanoTime();
            var changes = log.readNew(connection, clock.instant());
            if (!changes.isEmpty()) {
                receiver.accept(changes);
            }
            if (log.isReadToTheEnd()) {
                lastReadNanos = begun;
            } else {
                wake.release();
            }
            if (toTell) {
                tellOthers(connection);
                toTell = false;
            }
        } finally {
            if (toTell) {
                committedHere.set(true);
            }
        }
    }

    /// Nobody waits for it to be on disk. In one transaction of its own, for a pooler may give each to another
    /// session.
    private static void tellOthers(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("begin; set local synchronous_commit = off; notify " + CHANNEL + "; commit");
        }
    }

    private void purge(Connection connection) throws SQLException {
        var now = System.nanoTime();
        if (now - lastPurgeNanos > PURGE_EVERY.toNanos()) {
            lastPurgeNanos = now;
            log.purge(connection, clock.instant().minus(KEEP));
        }
    }
}

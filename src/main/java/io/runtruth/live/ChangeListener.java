package io.runtruth.live;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The node's one connection for sending and hearing that something was committed.
///
/// NOTIFY takes a lock of the whole database at commit, so it is never part of a write: a commit on this node only
/// wakes
/// this thread, which sends one empty notification for all that was committed since. The changes themselves are
/// read by key, also without any notification every [#REREAD]: a lost one costs a moment, not a truth.
@Component
class ChangeListener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
    private static final int WAIT_MS = 25;
    private static final Duration REREAD = Duration.ofMillis(500);
    private static final Duration RECONNECT = Duration.ofMillis(500);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);
    private static final Duration KEEP = Duration.ofMinutes(10);

    private final JdbcConnectionDetails database;
    private final Clock clock;
    private final AtomicBoolean committedHere = new AtomicBoolean();
    private volatile Consumer<List<Change>> receiver = _ -> {};
    private volatile @Nullable Thread thread;

    ChangeListener(JdbcConnectionDetails database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void deliverTo(Consumer<List<Change>> receiver) {
        this.receiver = receiver;
    }

    /// Something was committed on this node.
    void wake() {
        committedHere.set(true);
    }

    @Override
    public synchronized void start() {
        // known before it runs, or it may find that it is not the current one, and end at once
        var listening = Thread.ofPlatform().name("change-listener").daemon().unstarted(this::listenUntilStopped);
        thread = listening;
        listening.start();
    }

    @Override
    public synchronized void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void listenUntilStopped() {
        var log = new ChangeLog();
        var connected = true;
        while (isCurrent()) {
            try (var connection = DriverManager.getConnection(
                    database.getJdbcUrl(), database.getUsername(), database.getPassword())) {
                connection.setAutoCommit(true);
                if (!connected) {
                    LOG.info("the change feed is connected again; what was committed meanwhile is read by key");
                }
                connected = true;
                listen(connection, log);
            } catch (SQLException e) {
                if (connected && isCurrent()) {
                    LOG.warn("the change feed lost its connection and reconnects: {}", e.getMessage());
                }
                connected = false;
                LockSupport.parkNanos(RECONNECT.toNanos());
            }
        }
    }

    private void listen(Connection connection, ChangeLog log) throws SQLException {
        log.begin(connection);
        execute(connection, "listen runtruth_change");
        var notifications = connection.unwrap(PGConnection.class);
        var lastRead = Instant.MIN;
        var lastPurge = clock.instant();
        while (isCurrent()) {
            var heard = notifications.getNotifications(WAIT_MS);
            var committed = committedHere.getAndSet(false);
            if (committed) {
                execute(connection, "notify runtruth_change");
            }
            var now = clock.instant();
            if (committed || (heard != null && heard.length > 0) || lastRead.isBefore(now.minus(REREAD))) {
                lastRead = now;
                var changes = log.readNew(connection, now);
                if (!changes.isEmpty()) {
                    receiver.accept(changes);
                }
            }
            if (lastPurge.isBefore(now.minus(PURGE_EVERY))) {
                lastPurge = now;
                log.purge(connection, now.minus(KEEP));
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean isCurrent() {
        return thread == Thread.currentThread();
    }
}

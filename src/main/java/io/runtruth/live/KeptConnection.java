package io.runtruth.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection of the feed's own and the one thread that works on it. Whatever ends the work, it is connected
/// again and goes on, after a [ReconnectDelay].
final class KeptConnection {

    private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final String name;
    private final Opening opening;
    private final Work work;
    private final ReconnectDelay delay = new ReconnectDelay();
    private boolean lost;
    private long quietUntilNanos = System.nanoTime();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Connection connection;

    KeptConnection(String name, Opening opening, Work work) {
        this.name = name;
        this.opening = opening;
        this.work = work;
    }

    interface Opening {
        Connection open() throws SQLException;
    }

    /// Goes on until [#isCurrent] is false, or something fails.
    interface Work {
        void on(Connection connection) throws SQLException, InterruptedException;
    }

    void start() {
        // known before it runs, or it may find that it is not the current one, and end at once
        var working = Thread.ofPlatform().name(name).daemon().unstarted(this::keep);
        thread = working;
        working.start();
    }

    /// Also while nothing comes over the connection any more: closing its socket ends whatever waits for it.
    void stop() {
        var working = thread;
        thread = null;
        var open = connection;
        if (working == null) {
            return;
        }
        working.interrupt();
        try {
            if (open != null) {
                open.abort(Runnable::run);
            }
            working.join(STOP_LIMIT);
        } catch (SQLException e) {
            LOG.info("the change feed ends with its process: {}", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isCurrent() {
        return thread == Thread.currentThread();
    }

    boolean isAlive() {
        var working = thread;
        return working != null && working.isAlive();
    }

    /// The edge where nothing that happens to the feed ends it (style 5).
    private void keep() {
        while (isCurrent()) {
            try (var opened = opening.open()) {
                connection = opened;
                opened.setAutoCommit(true);
                delay.connected();
                tellConnected();
                work.on(opened);
            } catch (SQLException | RuntimeException e) {
                tell(e);
                LockSupport.parkNanos(delay.after(e).toNanos());
            } catch (InterruptedException _) {
                // asked to stop, or woken for nothing: the loop knows which
            } finally {
                connection = null;
            }
        }
    }

    private void tellConnected() {
        if (lost) {
            LOG.info("{} is connected again; what was committed meanwhile is read by key", name);
        }
        lost = false;
    }

    /// Each outage once; what is unexpected with its cause, and once a minute.
    private void tell(Exception failure) {
        if (!isCurrent()) {
            return;
        }
        if (failure instanceof SQLException) {
            if (!lost) {
                LOG.warn("{} lost its connection and reconnects: {}", name, failure.getMessage());
            }
            lost = true;
        } else if (System.nanoTime() - quietUntilNanos >= 0) {
            quietUntilNanos = System.nanoTime() + QUIET.toNanos();
            LOG.warn("{} met something unexpected and begins anew", name, failure);
        }
    }
}

package io.runtruth.operations.queue;

import io.runtruth.shared.OwnConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/// The one session by which a node is told from a dead one (contract 4), on a connection that waits for no pool.
/// The node says there that it lives, and compares its clock with the database's. A worker holds a lock there,
/// which the database frees when the process dies, and looks whether the lock of another worker is free: then it
/// gives what that one had picked to the queue again.
///
/// A node that loses only this connection lives on. If that was not noticed, it goes on with what it holds; if it
/// was, its entries are others' by now, and the attempt keeps it from doing harm. It begins again under a new
/// name, so that what it picks from then on is not taken for a dead node's. A node that stands still keeps its
/// lock, and its heartbeats tell; they alone do so behind a pooler, where a lock belongs to nobody in particular.
@Component
public class NodeSession implements SmartLifecycle, DisposableBean {

    /// A node that did not say for longer that it is there is not.
    public static final Duration THERE_WITHIN = Duration.ofSeconds(20);

    /// More is worth a system operator's attention.
    public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(NodeSession.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration SAY_EVERY = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Duration COMPLAIN_EVERY = Duration.ofMinutes(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    /// After the database was away all locks are free: whoever is back first leaves the others time to come.
    private static final Duration LET_OTHERS_RETURN = Duration.ofSeconds(3);

    private final ConnectionSource connections;
    private final Node node;
    private final DatabaseClock clock;
    private final LongSupplier nanos;

    private @Nullable Session session;
    /// Once known, it stays so: another connection would be no better.
    private boolean pooled;

    private boolean hadBegun;
    private boolean connected = true;
    private Duration clockAhead = Duration.ZERO;
    private long complainedAt;
    private boolean complained;
    private volatile Runnable whenTaken = () -> {};
    private volatile @Nullable Thread thread;

    @Autowired
    NodeSession(JdbcConnectionDetails database, Node node, DatabaseClock clock) {
        this(
                new OwnConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword(), ANSWER_WITHIN)
                        ::open,
                node,
                clock,
                System::nanoTime);
    }

    /// @param nanos goes on evenly
    NodeSession(ConnectionSource connections, Node node, DatabaseClock clock, LongSupplier nanos) {
        this.connections = connections;
        this.node = node;
        this.clock = clock;
        this.nanos = nanos;
    }

    /// Opens a connection that is nobody else's.
    @FunctionalInterface
    interface ConnectionSource {
        Connection open() throws SQLException;
    }

    /// @param worker told, quickly, when entries wait that a dead node had picked
    public void whenTaken(Runnable worker) {
        whenTaken = worker;
    }

    /// Before pages are served and jobs are taken, the node knows the database's time and has its lock, where the
    /// database is there.
    @Override
    public void start() {
        lookOrBeginAgain();
        var looking = Thread.ofPlatform().name("node-session").daemon().unstarted(this::lookUntilDestroyed);
        thread = looking;
        looking.start();
    }

    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /// The lock is kept until the jobs have ended, which is later: see [#destroy()].
    @Override
    public void stop() {}

    /// After the worker, which depends on this.
    @Override
    public void destroy() throws InterruptedException {
        var looking = thread;
        thread = null;
        if (looking != null) {
            looking.interrupt();
            looking.join(Duration.ofSeconds(5));
        }
        leave();
    }

    private void lookUntilDestroyed() {
        while (thread == Thread.currentThread()) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            if (thread == Thread.currentThread()) {
                lookOrBeginAgain();
            }
        }
    }

    /// The edge: whatever is wrong with this session is over with the next one.
    void lookOrBeginAgain() {
        try {
            look();
            if (!connected) {
                LOG.info("this node has a session again, as {}", node.name());
            }
            connected = true;
        } catch (SQLException | RuntimeException e) {
            if (connected && thread != null) {
                LOG.warn("this node lost the session that tells it from a dead one: {}", words(e));
            }
            connected = false;
            close();
        }
    }

    private static String words(Exception thrown) {
        var cause = thrown instanceof DataAccessException failed ? failed.getMostSpecificCause() : thrown;
        return String.valueOf(cause.getMessage());
    }

    /// One round: begins where there is no session, says from time to time that the node is there, and looks
    /// whether another one is not.
    synchronized void look() throws SQLException {
        var current = session;
        if (current == null) {
            current = begin(connections.open());
        }
        if (hasPassed(SAY_EVERY, current.saidAt)) {
            say(current);
        }
        if (node.role().takesJobs() && hasPassed(LET_OTHERS_RETURN, current.begunAt)) {
            takeFromDead(current);
        }
    }

    private Session begin(Connection connection) throws SQLException {
        var begun = new Session(connection, nanos.getAsLong());
        session = begun;
        pooled |= begun.says.backend() != connection.unwrap(PGConnection.class).getBackendPID();
        clockAhead = clock.compare(begun.says::now);
        var key = node.role().takesJobs() && !pooled ? lock(begun) : null;
        var epoch = hadBegun ? node.next() : node.current();
        begun.says.begin(epoch.name(), node, hadBegun ? node.name() : null, key, clockAhead);
        node.begin(epoch);
        hadBegun = true;
        if (node.role().takesJobs() && key == null) {
            LOG.warn("the database is behind a pooler: that a worker died is known by its heartbeats alone");
        }
        complainOfClock();
        return begun;
    }

    private static Long lock(Session begun) {
        begun.says.noticeSilence();
        var key = ThreadLocalRandom.current().nextLong();
        if (!begun.says.lock(key)) {
            throw new IllegalStateException("the lock of a new node is taken");
        }
        begun.backend = begun.says.backend();
        return key;
    }

    private void say(Session current) {
        if (current.backend != 0 && current.says.backend() != current.backend) {
            pooled = true;
            throw new IllegalStateException("the session is another one, and its lock is gone");
        }
        clockAhead = clock.compare(() -> current.says
                .say(node.name(), clockAhead)
                .orElseThrow(() -> new IllegalStateException("nobody knows this node any more")));
        current.saidAt = nanos.getAsLong();
        current.says.forgetUnseenFor(FORGOTTEN_AFTER);
        complainOfClock();
    }

    private void complainOfClock() {
        if (clockAhead.abs().compareTo(CLOCK_TOLERANCE) > 0
                && (!complained || hasPassed(COMPLAIN_EVERY, complainedAt))) {
            complained = true;
            complainedAt = nanos.getAsLong();
            LOG.warn(
                    "the clock of this node is {} s {} the database's, which is the one that counts",
                    clockAhead.abs().toSeconds(),
                    clockAhead.isNegative() ? "behind" : "ahead of");
        }
    }

    private void takeFromDead(Session current) {
        var taken = current.says.takeFromDead(node.name(), clock.now());
        taken.forEach(it ->
                LOG.info("{} is gone; {} {} is given to another worker", it.node(), it.taskName(), it.taskInstance()));
        if (!taken.isEmpty()) {
            whenTaken.run();
        }
    }

    private boolean hasPassed(Duration time, long since) {
        return nanos.getAsLong() - since >= time.toNanos();
    }

    private synchronized void leave() {
        var current = session;
        if (current != null) {
            try {
                current.says.leave(node.name(), clock.now());
            } catch (DataAccessException e) {
                LOG.debug("this node could not say that it goes", e);
            }
            close();
        }
    }

    private synchronized void close() {
        var closing = session;
        session = null;
        if (closing != null) {
            try {
                closing.connection.close();
            } catch (SQLException e) {
                LOG.debug("the session was gone already", e);
            }
        }
    }

    private static final class Session {

        private final Connection connection;
        private final NodeSessionRepository says;
        private final long begunAt;
        private long saidAt;
        /// of the server's process that has the lock; 0 without one
        private int backend;

        Session(Connection connection, long begunAt) {
            this.connection = connection;
            this.says = new NodeSessionRepository(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
            this.begunAt = begunAt;
            this.saidAt = begunAt;
        }
    }
}

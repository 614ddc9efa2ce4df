package io.runtruth.operations.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.SettableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/// That a worker died is seen by its lock, and no worker that lives is taken for a dead one for long (contract 4).
@Tag("I6")
class NodeSessionDbTest extends DatabaseTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(4);

    private final JdbcConnectionDetails database;
    private final JdbcClient jdbc;
    private final Clock own;
    private final AtomicLong nanos = new AtomicLong();
    private final List<Worker> all = new ArrayList<>();

    NodeSessionDbTest(JdbcConnectionDetails database, JdbcClient jdbc, Clock own) {
        this.database = database;
        this.jdbc = jdbc;
        this.own = own;
    }

    @BeforeEach
    @AfterEach
    void nobodyElse() throws SQLException {
        for (var worker : all) {
            worker.connection.close();
        }
        all.clear();
        jdbc.sql("delete from scheduled_tasks where task_name = 'nothing'").update();
        jdbc.sql("delete from node where name like 'test-%'").update();
    }

    @Test
    void what_a_worker_had_picked_waits_again_as_soon_as_it_has_died() throws SQLException {
        var dead = worker("test-dead");
        var other = worker("test-other");
        var picked = picked(dead);
        var others = picked(other);

        dead.dies();
        other.session.look();

        assertThat(entry(picked)).isEqualTo(new Entry(false, null, 2));
        assertThat(entry(others)).isEqualTo(new Entry(true, other.node.name(), 1));
        assertThat(isGone("test-dead")).isTrue();
    }

    @Test
    void the_worker_that_found_it_looks_for_entries_at_once() throws SQLException {
        var dead = worker("test-dead");
        var other = worker("test-other");
        var told = new AtomicInteger();
        other.session.whenTaken(told::incrementAndGet);
        other.session.look();
        picked(dead);
        assertThat(told).hasValue(0);

        dead.dies();
        other.session.look();

        assertThat(told).hasValue(1);
    }

    @Test
    void what_a_dead_workers_last_statement_picked_a_moment_later_is_found_too() throws SQLException {
        var dead = worker("test-dead");
        var other = worker("test-other");
        dead.dies();
        other.session.look();
        var late = picked(dead);

        other.session.look();

        assertThat(entry(late).picked).isFalse();
    }

    @Test
    void a_worker_that_stands_still_keeps_its_lock_and_what_it_picked() throws SQLException {
        var still = worker("test-still");
        var other = worker("test-other");
        var picked = picked(still);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        other.session.look();

        assertThat(entry(picked).picked).isTrue();
    }

    @Test
    @Tag("I4")
    void a_worker_that_lost_only_its_session_keeps_what_nobody_took() throws SQLException {
        var alive = worker("test-alive");
        var other = worker("test-other");
        var picked = picked(alive);

        alive.dies();
        alive.begins();
        other.session.look();

        assertThat(alive.node.name()).isEqualTo("test-alive.2");
        assertThat(entry(picked)).isEqualTo(new Entry(true, "test-alive.2", 1));
        assertThat(isThere("test-alive")).isFalse();
    }

    @Test
    @Tag("I4")
    void a_worker_that_was_taken_for_dead_begins_again_under_another_name_and_is_not_taken_from_any_more()
            throws SQLException {
        var alive = worker("test-alive");
        var other = worker("test-other");
        var before = picked(alive);
        alive.dies();
        other.session.look();

        alive.begins();
        var after = picked(alive);
        other.session.look();

        assertThat(entry(before).picked).isFalse();
        assertThat(entry(after)).isEqualTo(new Entry(true, "test-alive.2", 1));
    }

    @Test
    void whoever_is_back_first_after_the_database_was_away_lets_the_others_come_back() throws SQLException {
        var slow = worker("test-slow");
        var picked = picked(slow);
        slow.dies();
        var quick = new Worker("test-quick", database);
        all.add(quick);

        quick.session.look();
        assertThat(entry(picked).picked).isTrue();

        nanos.addAndGet(LONG_ENOUGH.toNanos());
        quick.session.look();
        assertThat(entry(picked).picked).isFalse();
    }

    @Test
    void behind_a_pooler_no_worker_is_called_dead_by_a_lock() throws SQLException {
        var pooled = new Worker("test-pooled", database, true);
        all.add(pooled);
        pooled.session.look();
        var other = worker("test-other");
        var picked = picked(pooled);

        pooled.dies();
        other.session.look();

        assertThat(isLocked("test-pooled")).isFalse();
        assertThat(isLocked("test-other")).isTrue();
        assertThat(entry(picked).picked).isTrue();
    }

    @Test
    void a_worker_that_goes_in_order_leaves_what_it_could_not_finish_to_others_at_once() throws Exception {
        var going = worker("test-going");
        var picked = picked(going);

        going.session.destroy();

        assertThat(entry(picked).picked).isFalse();
        assertThat(isGone("test-going")).isTrue();
    }

    @Test
    void a_node_whose_clock_is_off_says_so_and_goes_by_the_databases() throws SQLException {
        var ahead = new Worker(
                "test-ahead", database, new SettableClock(own.instant().plus(Duration.ofMinutes(5))));
        all.add(ahead);

        ahead.session.look();

        assertThat(clockAhead("test-ahead")).isBetween(Duration.ofSeconds(295), Duration.ofSeconds(305));
        assertThat(Duration.between(ahead.clock.now(), databaseNow()).abs()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_node_says_every_few_seconds_that_it_is_there() throws SQLException {
        var worker = worker("test-there");
        jdbc.sql("update node set seen_at = seen_at - interval '1 minute' where name = 'test-there'")
                .update();

        worker.session.look();
        assertThat(seenAge("test-there")).isGreaterThan(Duration.ofSeconds(50));

        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        worker.session.look();
        assertThat(seenAge("test-there")).isLessThan(Duration.ofSeconds(10));
    }

    /// One that is there for long enough to look after others.
    private Worker worker(String name) throws SQLException {
        var worker = new Worker(name, database);
        all.add(worker);
        worker.session.look();
        nanos.addAndGet(LONG_ENOUGH.toNanos());
        return worker;
    }

    private UUID picked(Worker worker) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into scheduled_tasks
                    (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, consecutive_failures,
                    version)
                values ('nothing', ?, now(), true, ?, now(), 0, 1)
                """).params(id.toString(), worker.node.name()).update();
        return id;
    }

    private Entry entry(UUID id) {
        return jdbc.sql("select picked, picked_by, version from scheduled_tasks where task_instance = ?")
                .param(id.toString())
                .query(Entry.class)
                .single();
    }

    private record Entry(boolean picked, String pickedBy, long version) {}

    private boolean isGone(String name) {
        return ask("select gone_at is not null from node where name = ?", name, Boolean.class);
    }

    private boolean isThere(String name) {
        return ask("select exists (select 1 from node where name = ?)", name, Boolean.class);
    }

    private boolean isLocked(String name) {
        return ask("select lock_key is not null from node where name = ?", name, Boolean.class);
    }

    private Duration clockAhead(String name) {
        return Duration.ofMillis(ask("select clock_ahead_ms from node where name = ?", name, Long.class));
    }

    private Duration seenAge(String name) {
        return Duration.ofSeconds(
                ask("select extract(epoch from now() - seen_at)::bigint from node where name = ?", name, Long.class));
    }

    private <T> T ask(String sql, String name, Class<T> type) {
        return jdbc.sql(sql).param(name).query(type).single();
    }

    private Instant databaseNow() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private final class Worker {

        private final Node node;
        private final DatabaseClock clock;
        private final NodeSession session;
        private Connection connection;

        Worker(String name, JdbcConnectionDetails database) {
            this(name, database, own, false);
        }

        Worker(String name, JdbcConnectionDetails database, Clock own) {
            this(name, database, own, false);
        }

        Worker(String name, JdbcConnectionDetails database, boolean pooled) {
            this(name, database, own, pooled);
        }

        private Worker(String name, JdbcConnectionDetails database, Clock own, boolean pooled) {
            node = new Node(NodeRole.WORKER, name);
            clock = new DatabaseClock(own);
            session = new NodeSession(() -> open(database, pooled), node, clock, nanos::get);
        }

        private Connection open(JdbcConnectionDetails database, boolean pooled) throws SQLException {
            connection =
                    DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
            return pooled ? throughPooler(connection) : connection;
        }

        /// As for a killed process: the server has seen the end of its connection.
        void dies() throws SQLException {
            var backend = connection.unwrap(PGConnection.class).getBackendPID();
            connection.close();
            await().until(() -> jdbc.sql("select not exists (select 1 from pg_stat_activity where pid = ?)")
                    .param(backend)
                    .query(Boolean.class)
                    .single());
        }

        /// Finds its session gone, and takes another.
        void begins() throws SQLException {
            session.lookOrBeginAgain();
            session.look();
        }
    }

    /// It tells its clients a number that is not that of the server's process.
    private static Connection throughPooler(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("unwrap")) {
                        return Proxy.newProxyInstance(
                                PGConnection.class.getClassLoader(),
                                new Class<?>[] {PGConnection.class},
                                (_, asked, _) -> asked.getName().equals("getBackendPID") ? -1 : null);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

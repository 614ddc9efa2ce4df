package io.runtruth.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runtruth.testing.SilentProxy;
import io.runtruth.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/// A node's own feed, on a way to its database that can fall silent without being closed.
@Tag("db")
class ChangeListenerDbTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Less than the limit of an answer, on which the end of a node must not wait.
    private static final Duration PROMPT = Duration.ofSeconds(6);

    private final TestDatabase.Database database = TestDatabase.createEmpty();
    private final SilentProxy way = SilentProxy.to(database);
    private final ChangeReader reader = new ChangeReader(Clock.systemUTC());
    private final ChangeFeedHealth health = new ChangeFeedHealth(reader);
    private final LinkedBlockingQueue<Change> heard = new LinkedBlockingQueue<>();
    private final ChangeListener listener = new ChangeListener(way.database().details(), reader);

    @BeforeEach
    void begin() throws SQLException {
        execute("""
                create table committed_change (
                    id bigint generated always as identity primary key,
                    at timestamptz not null default now(),
                    kind text not null default 'RUN',
                    workspace_id uuid not null default gen_random_uuid(),
                    environment_id uuid,
                    subject_id uuid not null,
                    ended boolean not null default true)
                """);
        reader.deliverTo(heard::addAll);
        listener.start();
        await().atMost(PATIENCE).until(() -> {
            commit();
            return !heard.isEmpty();
        });
    }

    @AfterEach
    void end() {
        listener.stop();
        way.close();
    }

    @Test
    void a_silent_database_is_noticed_and_the_feed_finds_a_new_way_by_itself() throws Exception {
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        way.silence();
        await().atMost(PATIENCE).until(() -> reader.standsStillSince().isPresent());
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        var missed = commit();

        await().atMost(PATIENCE).until(() -> isHeard(missed));
        assertThat(reader.standsStillSince()).isEmpty();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_node_ends_promptly_although_its_database_is_silent() {
        way.silence();
        await().atMost(PATIENCE).until(() -> reader.standsStillSince().isPresent());

        var begun = System.nanoTime();
        listener.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMPT);
        await().atMost(PROMPT).until(() -> !listener.isRunning());
    }

    @Test
    void whatever_is_thrown_while_changes_are_handed_on_does_not_end_the_feed() throws Exception {
        var thrown = new AtomicInteger();
        reader.deliverTo(_ -> {
            thrown.incrementAndGet();
            throw new IllegalStateException("on purpose");
        });
        commit();
        await().atMost(PATIENCE).until(() -> thrown.get() > 0);

        reader.deliverTo(heard::addAll);

        var change = commit();
        await().atMost(PATIENCE).until(() -> isHeard(change));
    }

    @Test
    void what_another_node_says_wakes_this_one() throws Exception {
        var sender = new ChangeReader(Clock.systemUTC());
        try (var other = connection(database.url())) {
            for (var i = 0; i < 10; i++) {
                var change = commit();
                sender.committedHere();
                sender.readOnce(other);
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> isHeard(change));
            }
        }
    }

    private boolean isHeard(UUID change) {
        return heard.stream().anyMatch(it -> it.id().equals(change));
    }

    /// By another process.
    private UUID commit() throws SQLException {
        var id = UUID.randomUUID();
        execute("insert into committed_change (subject_id) values ('" + id + "')");
        return id;
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connection(database.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection(String url) throws SQLException {
        return DriverManager.getConnection(url, database.user(), database.password());
    }
}

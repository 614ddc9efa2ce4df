package io.runtruth.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A feed whose readings the test makes itself; only [#a_committed_change_is_heard_by_itself] waits for the node's
/// own.
class ChangeFeedDbTest extends DatabaseTest {

    private static final int MANY = 1_000;
    private static final int PATIENCE_SECONDS = 30;

    private final ChangeFeed own;
    private final ChangeReader reader;
    private final ChangeFeed feed;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final DataSource database;
    private final Scope scope = new Scope(UUID.randomUUID(), UUID.randomUUID());
    private final List<Change> heard = new ArrayList<>();
    private Connection reading;

    ChangeFeedDbTest(
            ChangeFeed own,
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions,
            DataSource database) {
        this.own = own;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.database = database;
        reader = new ChangeReader(clock);
        feed = new ChangeFeed(jdbc, clock, reader);
        feed.subscribe(this::isHere, heard::addAll);
    }

    @BeforeEach
    void begin() throws SQLException {
        reading = database.getConnection();
        reader.readOnce(reading);
    }

    @AfterEach
    void end() throws SQLException {
        reading.close();
    }

    @Test
    void a_committed_change_is_heard_by_itself() throws InterruptedException {
        var change = run();
        var told = new LinkedBlockingQueue<Change>();

        try (var _ = own.subscribe(this::isHere, told::addAll)) {
            transaction.executeWithoutResult(_ -> own.publish(change));

            assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(change);
        }
    }

    @Test
    void a_committed_change_is_heard_once() throws SQLException {
        var change = run().ofEnding();

        transaction.executeWithoutResult(_ -> feed.publish(change));
        reader.readOnce(reading);
        reader.readOnce(reading);

        assertThat(heard).containsExactly(change);
    }

    @Test
    void what_listeners_ask_for_begins_when_all_of_them_have_heard() throws SQLException {
        var hearers = new AtomicInteger();
        var atBegin = new ArrayList<Integer>();
        for (var listener = 0; listener < 20; listener++) {
            feed.subscribe(this::isHere, _ -> {
                feed.whenAllHeard(() -> atBegin.add(hearers.get()));
                hearers.incrementAndGet();
            });
        }

        transaction.executeWithoutResult(_ -> feed.publish(run()));
        reader.readOnce(reading);

        assertThat(atBegin).hasSize(20).containsOnly(20);
    }

    @Test
    void work_that_can_not_begin_keeps_no_other_from_it() throws SQLException {
        var begun = new ArrayList<String>();
        feed.subscribe(this::isHere, _ -> {
            feed.whenAllHeard(() -> {
                throw new IllegalStateException("on purpose");
            });
            feed.whenAllHeard(() -> begun.add("the other"));
        });

        transaction.executeWithoutResult(_ -> feed.publish(run()));
        reader.readOnce(reading);

        assertThat(begun).containsExactly("the other");
    }

    @Test
    void without_a_batch_work_begins_at_once() {
        var begun = new ArrayList<String>();

        feed.whenAllHeard(() -> begun.add("it"));

        assertThat(begun).containsExactly("it");
    }

    @Test
    void a_change_that_is_rolled_back_is_never_heard() throws SQLException {
        var after = run();

        transaction.executeWithoutResult(status -> {
            feed.publish(run());
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(_ -> feed.publish(after));
        reader.readOnce(reading);

        assertThat(heard).containsExactly(after);
    }

    @Test
    void a_change_of_another_node_is_heard_without_any_notification() throws Exception {
        var change = run();

        insert(change.kind().name(), change);
        reader.readOnce(reading);

        assertThat(heard).containsExactly(change);
    }

    @Test
    void a_change_that_commits_after_a_later_numbered_one_is_heard_too() throws Exception {
        var slow = run();
        var quick = run();

        try (var first = database.getConnection()) {
            first.setAutoCommit(false);
            insert(first, slow.kind().name(), slow);
            insert(quick.kind().name(), quick);
            reader.readOnce(reading);
            assertThat(heard).containsExactly(quick);
            first.commit();
            first.setAutoCommit(true);
        }
        reader.readOnce(reading);

        assertThat(heard).containsExactly(quick, slow);
    }

    @Test
    void what_only_newer_nodes_know_is_passed_over() throws Exception {
        var known = run();

        insert("SOMETHING_OF_A_NEWER_RELEASE", run());
        insert(known.kind().name(), known);
        reader.readOnce(reading);

        assertThat(heard).containsExactly(known);
    }

    @Test
    void a_listener_that_fails_does_not_keep_the_change_from_the_others() throws SQLException {
        var change = run();
        var later = run();
        var after = new ArrayList<Change>();
        feed.subscribe(_ -> true, _ -> {
            throw new IllegalStateException("on purpose");
        });
        feed.subscribe(
                _ -> {
                    throw new IllegalStateException("on purpose");
                },
                _ -> {});
        feed.subscribe(this::isHere, after::addAll);

        transaction.executeWithoutResult(_ -> feed.publish(change));
        reader.readOnce(reading);
        transaction.executeWithoutResult(_ -> feed.publish(later));
        reader.readOnce(reading);

        assertThat(heard).containsExactly(change, later);
        assertThat(after).containsExactly(change, later);
    }

    @Test
    void many_commits_are_told_to_the_other_nodes_in_one_notification() throws SQLException {
        try (var other = database.getConnection();
                var statement = other.createStatement()) {
            statement.execute("listen " + ChangeReader.CHANNEL);
            var notifications = other.unwrap(PGConnection.class);

            for (var i = 0; i < MANY / 100; i++) {
                transaction.executeWithoutResult(_ -> feed.publish(run()));
            }
            reader.readOnce(reading);
            reader.readOnce(reading);

            var sender = reading.unwrap(PGConnection.class).getBackendPID();
            assertThat(notifications.getNotifications(PATIENCE_SECONDS * 1_000))
                    .filteredOn(it -> it.getPID() == sender)
                    .hasSize(1);
            statement.execute("unlisten *");
        }
    }

    @Test
    void a_burst_is_heard_whole() throws SQLException {
        transaction.executeWithoutResult(
                _ -> feed.publish(Stream.generate(this::run).limit(MANY).toList()));
        reader.readOnce(reading);

        assertThat(heard).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void who_ends_listening_hears_no_more() throws SQLException {
        var left = new ArrayList<Change>();

        feed.subscribe(this::isHere, left::addAll).close();
        transaction.executeWithoutResult(_ -> feed.publish(run()));
        reader.readOnce(reading);

        assertThat(left).isEmpty();
        assertThat(feed.subscriptions()).isOne();
    }

    private boolean isHere(Change change) {
        return change.workspaceId().equals(scope.workspaceId());
    }

    private Change run() {
        return new Change(Change.Kind.RUN, scope, UUID.randomUUID());
    }

    private void insert(String kind, Change change) throws SQLException {
        try (var other = database.getConnection()) {
            insert(other, kind, change);
        }
    }

    private void insert(Connection connection, String kind, Change change) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into committed_change (at, kind, workspace_id, environment_id, subject_id, ended)
                values (?, ?, ?, ?, ?, ?)
                """)) {
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            statement.setString(2, kind);
            statement.setObject(3, change.workspaceId());
            statement.setObject(4, change.environmentId());
            statement.setObject(5, change.id());
            statement.setBoolean(6, change.ended());
            statement.executeUpdate();
        }
    }
}

package io.runtruth.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ChangeFeedDbTest extends DatabaseTest {

    private final ChangeFeed feed;
    private final TransactionTemplate transaction;
    private final DataSource database;
    private final Scope scope = new Scope(UUID.randomUUID(), UUID.randomUUID());
    private final LinkedBlockingQueue<Change> heard = new LinkedBlockingQueue<>();
    private final ChangeFeed.Subscription subscription;

    ChangeFeedDbTest(ChangeFeed feed, PlatformTransactionManager transactions, DataSource database) {
        this.feed = feed;
        this.transaction = new TransactionTemplate(transactions);
        this.database = database;
        subscription = feed.subscribe(change -> change.workspaceId().equals(scope.workspaceId()), heard::addAll);
    }

    @AfterEach
    void close() {
        subscription.close();
    }

    @Test
    void a_committed_change_is_heard_within_a_second() throws InterruptedException {
        var change = run();

        transaction.executeWithoutResult(_ -> feed.publish(change));

        assertThat(heard.poll(1, TimeUnit.SECONDS)).isEqualTo(change);
    }

    @Test
    void a_change_that_is_rolled_back_is_never_heard() throws InterruptedException {
        var after = run();

        transaction.executeWithoutResult(status -> {
            feed.publish(run());
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(_ -> feed.publish(after));

        assertThat(heard.poll(2, TimeUnit.SECONDS)).isEqualTo(after);
    }

    @Test
    void a_change_of_another_node_is_heard_without_any_notification() throws Exception {
        var change = run();

        try (var other = database.getConnection()) {
            insert(other, change);
        }

        assertThat(heard.poll(1, TimeUnit.SECONDS)).isEqualTo(change);
    }

    @Test
    void a_change_that_commits_after_a_later_numbered_one_is_heard_too() throws Exception {
        var slow = run();
        var quick = run();

        try (var first = database.getConnection();
                var second = database.getConnection()) {
            first.setAutoCommit(false);
            insert(first, slow);
            insert(second, quick);
            assertThat(heard.poll(2, TimeUnit.SECONDS)).isEqualTo(quick);
            first.commit();
        }

        assertThat(heard.poll(2, TimeUnit.SECONDS)).isEqualTo(slow);
    }

    @Test
    void a_listener_that_fails_does_not_keep_the_change_from_the_others() throws InterruptedException {
        try (var failing = feed.subscribe(_ -> true, _ -> {
            throw new IllegalStateException("on purpose");
        })) {
            var change = run();

            transaction.executeWithoutResult(_ -> feed.publish(change));

            assertThat(heard.poll(2, TimeUnit.SECONDS)).isEqualTo(change);
        }
    }

    private Change run() {
        return new Change(Change.Kind.RUN, scope, UUID.randomUUID());
    }

    private static void insert(Connection connection, Change change) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into committed_change (at, kind, workspace_id, environment_id, subject_id, ended)
                values (?, ?, ?, ?, ?, ?)
                """)) {
            var values = List.of(
                    java.sql.Timestamp.from(Instant.now()),
                    change.kind().name(),
                    change.workspaceId(),
                    change.environmentId(),
                    change.id(),
                    change.ended());
            for (var index = 0; index < values.size(); index++) {
                statement.setObject(index + 1, values.get(index));
            }
            statement.executeUpdate();
        }
    }
}

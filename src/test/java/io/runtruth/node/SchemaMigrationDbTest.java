package io.runtruth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.runtruth.testing.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.DefaultResourceLoader;

/// A start is never locked out by one that was killed, and never migrates beside another.
@Tag("db")
class SchemaMigrationDbTest {

    private final TestDatabase.Database database = TestDatabase.createEmpty();

    @Test
    void what_a_killed_node_noted_locks_nobody_out() throws Exception {
        migrate();
        execute(
                "update databasechangeloglock set locked = true, lockedby = 'a node that is gone', lockgranted = now()");
        execute("delete from databasechangelog where id = '0007-runs-needing-attention'");
        execute("drop index operation_run_attention_idx");

        assertTimeoutPreemptively(Duration.ofSeconds(60), this::migrate);

        assertThat(ask("select to_regclass('operation_run_attention_idx')")).isNotNull();
        assertThat(ask("select locked from databasechangeloglock")).isEqualTo("f");
    }

    @Test
    void nodes_that_start_together_migrate_one_after_the_other() throws Exception {
        try (var other = connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select pg_advisory_xact_lock(" + SchemaMigration.LOCK + ")");

            var waiting = CompletableFuture.runAsync(this::migrateUnchecked);
            await().atMost(Duration.ofSeconds(30)).until(() -> "1".equals(ask("""
                            select count(*) from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'
                            """)));
            assertThat(ask("select to_regclass('databasechangelog')")).isNull();

            other.rollback();
            waiting.get(60, TimeUnit.SECONDS);
        }

        assertThat(ask("select count(*) > 0 from databasechangelog")).isEqualTo("t");
    }

    @Test
    void a_migration_may_stand_still_for_longer_than_a_screen_or_a_job_may() throws Exception {
        execute("alter database " + ask("select current_database()")
                + " set idle_in_transaction_session_timeout = '1ms'");

        migrate();

        assertThat(ask("select count(*) > 0 from databasechangelog")).isEqualTo("t");
    }

    /// A training starts on the database of its node.
    @Test
    void where_all_is_up_to_date_a_start_that_may_only_read_gets_through() throws Exception {
        migrate();
        execute("alter database " + ask("select current_database()") + " set default_transaction_read_only = on");

        migrate();

        assertThat(ask("select locked from databasechangeloglock")).isEqualTo("f");
    }

    /// Liquibase tells its makers of each use, unless it is told not to.
    @Test
    void a_migration_calls_nobody_but_its_database() throws Exception {
        var asked = new AtomicInteger();
        var elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", call -> {
            asked.incrementAndGet();
            call.sendResponseHeaders(404, -1);
            call.close();
        });
        elsewhere.start();
        System.setProperty(
                "liquibase.analytics.configEndpointUrl",
                "http://localhost:" + elsewhere.getAddress().getPort() + "/");
        try {
            migrate();
        } finally {
            System.clearProperty("liquibase.analytics.configEndpointUrl");
            elsewhere.stop(0);
        }

        assertThat(asked).hasValue(0);
        assertThat(migration().getAnalyticsEnabled()).isFalse();
    }

    /// Contract 3: what a run of the same kind that was started later had answered before there was an end of it.
    @Test
    void what_a_later_run_has_answered_already_is_no_question_any_more() throws Exception {
        migrate();
        execute("""
                insert into workspace (id, slug, name, created_at, evidence_max_age_days, version)
                select md5('w')::uuid, 'w', 'W', now(), 35, 0
                """);
        execute("""
                insert into managed_environment (id, workspace_id, slug, name, created_at, version)
                select md5('e' || n)::uuid, md5('w')::uuid, 'e' || n, 'E', now(), 0
                from generate_series(1, 2) n
                """);
        execute("""
                insert into operation_run
                    (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                    initiator_name, created_at, completed_at, notice_at, summary_counts, context)
                select md5(outcome || at)::uuid, md5('w')::uuid, md5('e' || place)::uuid, type, outcome || at,
                    'completed', outcome, 1, 'system', 'test', now() + at * interval '1 minute', now(), now(), '{}', '{}'
                from (values
                    ('failed', 1, 1, 'environment.review.compose'),
                    ('succeeded', 2, 1, 'environment.review.compose'),
                    ('blocked', 3, 1, 'environment.review.compose'),
                    ('failed', 4, 1, 'restore.execute'),
                    ('succeeded', 5, 2, 'restore.execute'),
                    ('failed', 6, 2, 'environment.review.compose')) as r (outcome, at, place, type)
                """);
        execute("delete from databasechangelog where id = '0047-attention-answered-already'");

        migrate();

        assertThat(ask("""
                select string_agg(identity || ' ' || (attention_answered_by = md5('succeeded2')::uuid), ',')
                from operation_run
                where attention_ended_by = 'later_success'
                """)).isEqualTo("failed1 true");
    }

    private void migrate() throws LiquibaseException {
        migration().afterPropertiesSet();
    }

    private SchemaMigration migration() {
        var migration = new SchemaMigration(database.details());
        migration.setResourceLoader(new DefaultResourceLoader());
        return migration;
    }

    private void migrateUnchecked() {
        try {
            migrate();
        } catch (LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

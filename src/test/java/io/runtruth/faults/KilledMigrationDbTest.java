package io.runtruth.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runtruth.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A node is killed while it makes the tables, and another one waits for its turn meanwhile (contract 13).
@Tag("faults")
@EnabledOnOs({OS.LINUX, OS.MAC})
class KilledMigrationDbTest {

    /// Quick enough to meet the next change.
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);

    private final TestDatabase.Database database = TestDatabase.createEmpty();

    @ParameterizedTest(name = "after {0} changes")
    @ValueSource(ints = {1, 4, 10, 20, 30})
    void whoever_waits_takes_a_migration_over_from_a_node_that_was_killed(int changes) throws SQLException {
        var killed = ConsoleProcess.start("migrates-" + changes, database, Map.of());
        await("changes were made")
                .pollInterval(LOOK_EVERY)
                .atMost(Duration.ofMinutes(2))
                .until(() -> applied() >= changes);
        var other = ConsoleProcess.start("waits-" + changes, database, Map.of());
        killed.freeze();
        var standing = applied();
        await("the other one waits").atMost(Duration.ofMinutes(2)).until(() -> ask("""
                        select count(*)
                        from pg_stat_activity
                        where datname = current_database()
                        and application_name = 'waits-%d'
                        """.formatted(changes)) > 0);
        killed.kill();
        var fault = Instant.now();

        other.awaitReady();

        var took = Duration.between(fault, Instant.now());
        System.out.printf(
                "migration killed after %d changes: the other node was ready %.1f s later%n",
                standing, took.toMillis() / 1e3);
        other.stop();
        assertThat(standing).isLessThan(applied());
        assertThat(ask("select count(*) - count(distinct id) from databasechangelog"))
                .isZero();
        assertThat(List.of(ask("select count(*) from databasechangeloglock where locked"), ask("""
                        select count(*)
                        from operation_run
                        """)))
                .containsOnly(0);
    }

    private int applied() throws SQLException {
        return ask("""
                select case when to_regclass('databasechangelog') is null then 0
                    else (xpath('/row/n/text()', query_to_xml('select count(*) as n from databasechangelog', false, true, '')))[1]
                        ::text::int
                    end
                """);
    }

    private int ask(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}

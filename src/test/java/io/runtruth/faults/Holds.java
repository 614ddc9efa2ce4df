package io.runtruth.faults;

import io.runtruth.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/// The locks that make workers stand still, each for one run at one [Step]. A session of its own has them:
/// closing it, or a restart of the database, lets all workers go on.
final class Holds implements AutoCloseable {

    private static final String KEY = "hashtext(?) & 2147483647";
    private static final String STANDING = """
            \sfrom pg_locks l
            join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory'
            and not l.granted
            and l.classid = ?::int::oid
            and l.objid = (%s)::oid
            """.formatted(KEY);

    private final Connection connection;

    private Holds(Connection connection) {
        this.connection = connection;
    }

    static Holds open(TestDatabase.Database database) {
        try {
            return new Holds(DriverManager.getConnection(database.url(), database.user(), database.password()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Once for a database. A worker's lock is a shared one, so that workers never wait for each other.
    void install() throws SQLException {
        execute("""
                create function faults_stand_still() returns trigger language plpgsql as $$
                declare
                    changed jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
                begin
                    perform pg_advisory_xact_lock_shared(
                        tg_argv[0]::int, hashtext(changed ->> tg_argv[1]) & 2147483647);
                    return case when tg_op = 'DELETE' then old else new end;
                end $$
                """);
        for (var step : Step.values()) {
            execute(step.trigger());
        }
    }

    void hold(Step step, UUID runId) {
        ask("select pg_advisory_lock(?, " + KEY + ")::text", step, runId);
    }

    /// The node whose worker stands still there, by the name of its session.
    Optional<String> standing(Step step, UUID runId) {
        return ask("select a.application_name" + STANDING, step, runId);
    }

    /// Ends the session of the worker that stands still there, and no other.
    void disconnect(Step step, UUID runId) {
        ask("select pg_terminate_backend(a.pid)::text" + STANDING, step, runId);
    }

    private Optional<String> ask(String sql, Step step, UUID runId) {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, step.ordinal());
            statement.setString(2, runId.toString());
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

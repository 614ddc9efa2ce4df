package io.runtruth.node;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// Brings the tables up to date, one node after the other.
///
/// Liquibase notes in a row of its own who migrates, and that row outlives a node that is killed: no later start
/// would get past it. So the nodes follow each other by a lock that the database frees with its holder's
/// connection, held by a transaction, so that it works behind a pooler too; whoever has it may clear what a
/// killed one left. The migration has connections of its own, without the limits of time that screens and jobs
/// have: on a slow machine Liquibase reads its files for longer than those allow.
final class SchemaMigration extends SpringLiquibase {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

    /// Any number that nothing else in this database locks.
    static final long LOCK = 0x52_75_6e_74_72_75_74_68L;

    SchemaMigration(JdbcConnectionDetails database) {
        setChangeLog("classpath:db/changelog/db.changelog-master.yaml");
        setDataSource(new Unlimited(database));
        // it would tell its makers of each start
        setAnalyticsEnabled(false);
    }

    @Override
    public void afterPropertiesSet() throws LiquibaseException {
        try (var turn = getDataSource().getConnection()) {
            turn.setAutoCommit(false);
            await(turn);
            forgetKilledHolder();
            super.afterPropertiesSet();
            turn.commit();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /// For as long as it takes: whoever gave up before the other is done would have to be started again.
    private static void await(Connection turn) throws SQLException {
        try (var statement = turn.createStatement()) {
            if (says(statement, "select pg_try_advisory_xact_lock(" + LOCK + ")")) {
                return;
            }
            LOG.info("another node prepares the database; this one waits until that is done");
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        }
    }

    /// Nobody else migrates now, so what is noted is of a node that is gone. Where nothing is, nothing is written: a
    /// training may only read.
    private void forgetKilledHolder() throws SQLException {
        try (var connection = getDataSource().getConnection();
                var statement = connection.createStatement()) {
            if (says(statement, "select to_regclass('databasechangeloglock') is not null")
                    && says(statement, "select exists (select from databasechangeloglock where locked)")) {
                statement.execute("""
                        update databasechangeloglock
                        set locked = false, lockgranted = null, lockedby = null
                        """);
                LOG.info("a node was stopped while it prepared the database; this one goes on with it");
            }
        }
    }

    private static boolean says(Statement statement, String question) throws SQLException {
        try (var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /// Connections on which nothing is too slow.
    private static final class Unlimited extends AbstractDataSource {

        private final JdbcConnectionDetails database;

        Unlimited(JdbcConnectionDetails database) {
            this.database = database;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return getConnection(database.getUsername(), database.getPassword());
        }

        @Override
        public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
            var connection = DriverManager.getConnection(database.getJdbcUrl(), username, password);
            try (var statement = connection.createStatement()) {
                statement.execute("set idle_in_transaction_session_timeout = 0; set statement_timeout = 0;"
                        + " set lock_timeout = 0");
            }
            return connection;
        }
    }
}

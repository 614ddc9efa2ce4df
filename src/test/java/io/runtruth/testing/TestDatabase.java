package io.runtruth.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// One real PostgreSQL for all tests of a JVM. The one switch is the system property `runtruth.test.database`:
/// `docker` (Testcontainers), `embedded` (the console's own binaries), or `auto`: docker where an engine answers.
public final class TestDatabase {

    private static final String KIND = System.getProperty("runtruth.test.database", "auto");
    private static final Server SERVER = start(KIND, false);

    private TestDatabase() {}

    /// A new database on the server with the tables of this release and nothing in them: a copy of one that was
    /// migrated once, in a tenth of the time.
    public static Database create() {
        return createOn(SERVER, Migrated.NAME);
    }

    /// A new database without any table, for what is about making them.
    public static Database createEmpty() {
        return createOn(SERVER, "template1");
    }

    /// One on a server that has each commit on disk before it says so, as people run it: for what measures.
    public static Database createDurable() {
        return createOn(Durable.SERVER, "template1");
    }

    private static Database createOn(Server server, String template) {
        return server.database(newDatabase(server, template));
    }

    /// @return its name
    private static String newDatabase(Server server, String template) {
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    private static Server start(String kind, boolean durable) {
        return switch (kind) {
            case "docker" -> docker();
            case "embedded" -> embedded(durable);
            case "auto" -> DockerClientFactory.instance().isDockerAvailable() ? docker() : embedded(durable);
            default -> throw new IllegalArgumentException("runtruth.test.database=" + kind);
        };
    }

    private static Server docker() {
        var container = new PostgreSQLContainer("postgres:18").withCommand("postgres", "-c", "max_connections=600");
        container.start();
        var base = container.getJdbcUrl().replaceFirst("/[^/?]+(\\?.*)?$", "/");
        return new Server(base, container.getUsername(), container.getPassword());
    }

    private static Server embedded(boolean durable) {
        var waits = durable ? "on" : "off";
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "600")
                    .setServerConfig("fsync", waits)
                    .setServerConfig("synchronous_commit", waits)
                    .start();
            var base = postgres.getJdbcUrl("postgres", "postgres").replaceFirst("/postgres(\\?.*)?$", "/");
            return new Server(base, "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public record Database(String url, String user, String password) {

        /// As the database of the application that a test starts, on this machine alone: others refuse to start on
        /// one in which a test has left demo accounts.
        public void register(DynamicPropertyRegistry registry) {
            registry.add("spring.datasource.url", this::url);
            registry.add("spring.datasource.username", this::user);
            registry.add("spring.datasource.password", this::password);
            registry.add("server.address", () -> "127.0.0.1");
        }

        /// For what opens connections of its own.
        public JdbcConnectionDetails details() {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return user;
                }

                @Override
                public String getPassword() {
                    return password;
                }

                @Override
                public String getJdbcUrl() {
                    return url;
                }
            };
        }
    }

    private static final class Migrated {

        private static final String NAME = migrated();

        private static String migrated() {
            var name = newDatabase(SERVER, "template1");
            var empty = SERVER.database(name);
            var migration = new SpringLiquibase();
            migration.setChangeLog("classpath:db/changelog/db.changelog-master.yaml");
            migration.setResourceLoader(new DefaultResourceLoader());
            migration.setDataSource(new DriverManagerDataSource(empty.url(), empty.user(), empty.password()));
            migration.setAnalyticsEnabled(false);
            try {
                migration.afterPropertiesSet();
            } catch (LiquibaseException e) {
                throw new IllegalStateException(e);
            }
            return name;
        }
    }

    private static final class Durable {
        private static final Server SERVER = start(KIND, true);
    }

    private record Server(String base, String user, String password) {
        String url(String database) {
            return base + database;
        }

        Database database(String name) {
            return new Database(url(name), user, password);
        }
    }
}

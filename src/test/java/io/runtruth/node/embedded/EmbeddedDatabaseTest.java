package io.runtruth.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// One folder for all, so that its programs are unpacked and its database is made once; a test leaves a server
/// running.
@Tag("db")
class EmbeddedDatabaseTest {

    @TempDir
    private static Path parent;

    private static DataFolder folder;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        folder = DataFolder.open(parent.resolve("data with a space"));
        database = EmbeddedDatabase.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    void data_and_port_are_kept_from_one_start_to_the_next() throws Exception {
        execute("create table kept (id int)");
        var url = database.url();

        database.close();
        database = EmbeddedDatabase.start(folder);

        assertThat(query("select count(*) from kept")).isEqualTo("0");
        assertThat(database.url()).isEqualTo(url);
    }

    @Test
    void what_was_committed_survives_a_killed_server() throws Exception {
        execute("create table committed (id int)");
        var server = server();
        server.destroyForcibly();
        await().until(() -> isGone(server));

        database = EmbeddedDatabase.start(folder);

        assertThat(query("select count(*) from committed")).isEqualTo("0");
    }

    @Test
    void a_server_that_a_killed_console_left_running_is_replaced() throws Exception {
        var left = server();

        database = EmbeddedDatabase.start(folder);

        assertThat(query("select 1")).isEqualTo("1");
        assertThat(isGone(left)).isTrue();
    }

    @Test
    void a_process_that_got_the_number_of_a_killed_server_is_left_alone() throws Exception {
        database.close();
        var stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(folder.resolve("postgres/postmaster.pid"), stranger.pid() + "\n");

        database = EmbeddedDatabase.start(folder);

        assertThat(query("select 1")).isEqualTo("1");
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroy();
    }

    @Test
    void another_port_is_chosen_where_the_remembered_one_is_taken() throws Exception {
        database.close();
        var port = Integer.parseInt(Files.readString(folder.resolve("postgres-port")));
        try (var _ = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {

            database = EmbeddedDatabase.start(folder);

            assertThat(database.url()).doesNotContain(":" + port + "/");
            assertThat(query("select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_commit_is_on_disk_before_it_is_answered() throws Exception {
        assertThat(query("show fsync")).isEqualTo("on");
        assertThat(query("show synchronous_commit")).isEqualTo("on");
        assertThat(query("show full_page_writes")).isEqualTo("on");
    }

    @Test
    void nobody_gets_in_without_the_password() {
        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, "guessed"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, null))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void it_listens_on_loopback_only_and_for_a_bounded_number() throws Exception {
        assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(4))
                .as("folder of its socket")
                .isEmpty();
        assertThat(query("show max_connections")).isEqualTo("60");
    }

    @Test
    void the_log_keeps_values_to_itself() throws Exception {
        execute("create table answers (id int primary key)");
        assertThatThrownBy(() -> execute("insert into answers values (424242), (424242)"))
                .isInstanceOf(SQLException.class);

        assertThat(Files.readString(folder.resolve("postgres.log")))
                .contains("duplicate key")
                .doesNotContain("424242");
    }

    @Test
    void the_console_is_no_superuser_and_owns_what_it_makes() throws Exception {
        execute("create table owned (id int)");

        assertThat(query("""
                select concat_ws(' ', rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls)
                from pg_roles
                where rolname = current_user
                """)).isEqualTo("f f f f f");
        assertThat(query("select tableowner from pg_tables where tablename = 'owned'"))
                .isEqualTo(EmbeddedDatabase.USER);
        for (var attempt : List.of(
                "select pg_read_file('postgresql.conf')",
                "copy owned to program 'true'",
                "alter system set fsync = off",
                "alter role runtruth_owner superuser",
                "set role runtruth")) {
            assertThatThrownBy(() -> execute(attempt)).as(attempt).hasMessageContaining("permission denied");
        }
    }

    @Test
    void the_server_sees_nothing_of_the_consoles_environment_but_what_it_needs() throws Exception {
        var environ = Path.of("/proc", Long.toString(server().pid()), "environ");
        assumeTrue(Files.exists(environ));

        var names = Stream.of(
                        Files.readString(environ, StandardCharsets.ISO_8859_1).split("\0"))
                .map(it -> it.replaceFirst("=.*", ""))
                .filter(it -> !it.isBlank() && !it.startsWith("PG"))
                .toList();

        assertThat(System.getenv()).as("this test's own").hasSizeGreaterThan(names.size());
        assertThat(names).isSubsetOf("PATH", "HOME", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "PWD", "OLDPWD");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobody_else_may_read_what_is_in_the_folder() throws Exception {
        try (var files = Files.walk(folder.path())) {
            assertThat(files.filter(it -> !Files.isSymbolicLink(it)))
                    .hasSizeGreaterThan(1_000)
                    .allSatisfy(it -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(it)))
                            .as(it.toString())
                            .endsWith("------"));
        }
    }

    @Test
    void a_folder_in_which_the_console_was_the_superuser_is_put_in_order() throws Exception {
        var old = DataFolder.open(parent.resolve("old"));
        Files.writeString(old.resolve("postgres-password"), "abcdefghjkmnpqrs");
        makeOld(old);

        try (var upgraded = EmbeddedDatabase.start(old);
                var connection =
                        DriverManager.getConnection(upgraded.url(), EmbeddedDatabase.USER, upgraded.password());
                var statement = connection.createStatement()) {
            statement.execute("insert into kept (word) values ('new')");
            statement.execute("alter table kept add column more text");
            statement.execute("create or replace function told() returns trigger language plpgsql as "
                    + "$$ begin return new; end $$");
            statement.execute("drop view seen");
            statement.execute("drop sequence counted");
            statement.execute("drop type mood");
            try (var rows = statement.executeQuery("select string_agg(word, ' ' order by id) from kept")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("old new");
            }
            assertThat(old.resolve("postgres-password")).doesNotExist();
            assertThatThrownBy(() -> DriverManager.getConnection(upgraded.url(), "runtruth", "abcdefghjkmnpqrs"))
                    .hasMessageContaining("password authentication failed");
        }
        try (var again = EmbeddedDatabase.start(old);
                var connection = DriverManager.getConnection(again.url(), EmbeddedDatabase.USER, again.password())) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    /// As versions did it in which the role of the console was the one that `initdb` made.
    private static void makeOld(DataFolder old) throws Exception {
        var programs = PostgresPrograms.in(PostgresArchive.unpackInto(old));
        var cluster = old.resolve("postgres").toString();
        var secret = old.resolve("postgres-password");
        assertThat(programs.run(
                                "initdb",
                                List.of(
                                        "--pgdata=" + cluster,
                                        "--username=runtruth",
                                        "--pwfile=" + secret,
                                        "--auth=scram-sha-256"))
                        .ok())
                .isTrue();
        var port = new RememberedPort(old.resolve("postgres-port")).choose();
        var options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
        assertThat(programs.run(
                                "pg_ctl",
                                List.of(
                                        "start",
                                        "-D",
                                        cluster,
                                        "-l",
                                        old.resolve("postgres.log").toString(),
                                        "-w",
                                        "-o",
                                        options))
                        .ok())
                .isTrue();
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (var connection = DriverManager.getConnection(url, "runtruth", Files.readString(secret));
                var statement = connection.createStatement()) {
            statement.execute("create table kept (id bigint generated always as identity, word text)");
            statement.execute("insert into kept (word) values ('old')");
            statement.execute("create view seen as select word from kept");
            statement.execute("create sequence counted");
            statement.execute("create type mood as enum ('calm')");
            statement.execute("create function told() returns trigger language plpgsql as $$ begin return new; end $$");
            statement.execute("create trigger told before insert on kept for each row execute function told()");
        }
        assertThat(programs.run("pg_ctl", List.of("stop", "-D", cluster, "-m", "fast", "-w"))
                        .ok())
                .isTrue();
    }

    private static ProcessHandle server() throws IOException {
        var pid = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /// A process without a command has ended, also where nobody has asked for its exit code yet.
    private static boolean isGone(ProcessHandle process) {
        return process.info().command().isEmpty();
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, database.password());
    }
}

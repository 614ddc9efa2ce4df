package io.runtruth.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One folder for all, so that its programs are unpacked and its database is made once; a test leaves a server running.
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
        assertThat(query("show unix_socket_directories")).isEmpty();
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

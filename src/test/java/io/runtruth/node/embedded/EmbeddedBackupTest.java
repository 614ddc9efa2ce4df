package io.runtruth.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// One running database for all; what is restored is started beside it.
@Tag("db")
class EmbeddedBackupTest {

    @TempDir
    private static Path parent;

    private static DataFolder folder;
    private static FileChannel lock;
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws Exception {
        folder = DataFolder.open(parent.resolve("data"));
        lock = folder.lock();
        database = EmbeddedDatabase.start(folder);
        Files.writeString(folder.resolve("sealing-key"), "a secret of this installation");
        execute(database, "create table kept (id bigint primary key, what text)");
        execute(database, "insert into kept select n, repeat('x', 200) || n from generate_series(1, 50000) n");
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        lock.close();
    }

    @Test
    void a_backup_of_a_working_node_is_restored_to_what_had_been_committed() throws Exception {
        var file = parent.resolve("working.backup");
        var going = new AtomicBoolean(true);
        var wrote = new CountDownLatch(1);
        var writer = Thread.ofVirtual().start(() -> write(going, wrote));
        wrote.await();
        var before = query(database, "select count(*) from kept where id > 1000000");

        var size = EmbeddedBackup.write(folder, file);

        going.set(false);
        writer.join();
        var after = query(database, "select count(*) from kept where id > 1000000");
        assertThat(size).isEqualTo(Files.size(file));
        var restored = DataFolder.open(parent.resolve("restored"));
        EmbeddedBackup.restore(restored, file);
        try (var copy = EmbeddedDatabase.start(restored)) {
            var digest = "select md5(string_agg(what, ',' order by id)) from kept where id <= 1000000";
            assertThat(query(copy, digest)).isEqualTo(query(database, digest));
            var there = Long.parseLong(query(copy, "select count(*) from kept where id > 1000000"));
            assertThat(there).isBetween(Long.parseLong(before), Long.parseLong(after));
            assertThat(query(copy, "select max(id) - 1000000 from kept"))
                    .as("each transaction before the last of the copy is there too")
                    .isEqualTo(Long.toString(there));
            assertThat(Files.readString(restored.resolve("sealing-key"))).isEqualTo("a secret of this installation");
            assertThat(query(copy, "select count(*) from pg_replication_slots")).isEqualTo("0");
        }
        assertThat(query(database, "select count(*) from pg_replication_slots")).isEqualTo("0");
    }

    @Test
    void a_stopped_node_is_backed_up_too() throws Exception {
        var file = parent.resolve("first.backup");
        EmbeddedBackup.write(folder, file);
        var stopped = DataFolder.open(parent.resolve("stopped"));
        EmbeddedBackup.restore(stopped, file);

        EmbeddedBackup.write(stopped, parent.resolve("second.backup"));

        var again = DataFolder.open(parent.resolve("again"));
        EmbeddedBackup.restore(again, parent.resolve("second.backup"));
        try (var copy = EmbeddedDatabase.start(again)) {
            assertThat(query(copy, "select count(*) from kept where id <= 50000"))
                    .isEqualTo("50000");
        }
    }

    @Test
    void a_file_that_is_there_is_not_overwritten() throws IOException {
        var file = Files.writeString(parent.resolve("there.backup"), "mine");

        assertThatThrownBy(() -> EmbeddedBackup.write(folder, file))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("not overwritten");
        assertThat(file).hasContent("mine");
    }

    @Test
    void a_database_and_its_secrets_are_not_overwritten() throws Exception {
        var file = parent.resolve("refused.backup");
        EmbeddedBackup.write(folder, file);
        var used = DataFolder.open(parent.resolve("used"));
        Files.writeString(used.resolve("sealing-key"), "another");

        assertThatThrownBy(() -> EmbeddedBackup.restore(used, file))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("not overwritten");
        assertThat(used.resolve("sealing-key")).hasContent("another");
        assertThat(used.resolve("postgres")).doesNotExist();
        assertThatThrownBy(() -> EmbeddedBackup.restore(folder, file))
                .as("a node works with it")
                .isInstanceOf(StartRefused.class);
    }

    @Test
    void a_foreign_a_cut_and_a_damaged_file_are_refused_and_leave_no_database() throws Exception {
        var whole = parent.resolve("whole.backup");
        EmbeddedBackup.write(folder, whole);
        var foreign = Files.writeString(parent.resolve("foreign.backup"), "no backup at all");
        var cut = parent.resolve("cut.backup");
        var bytes = Files.readAllBytes(whole);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        var damaged = parent.resolve("damaged.backup");
        bytes[bytes.length / 3] ^= 0x55;
        Files.write(damaged, bytes);
        var empty = DataFolder.open(parent.resolve("empty"));

        for (var file : java.util.List.of(foreign, cut, damaged, parent.resolve("none.backup"))) {
            assertThatThrownBy(() -> EmbeddedBackup.restore(empty, file)).isInstanceOf(StartRefused.class);
        }

        assertThat(empty.resolve("postgres")).doesNotExist();
    }

    @Test
    void an_archive_of_something_else_and_a_backup_that_was_not_finished_are_refused() throws Exception {
        var other = parent.resolve("other.backup");
        try (var zip = new ZipOutputStream(Files.newOutputStream(other))) {
            zip.putNextEntry(new ZipEntry("postgres/PG_VERSION"));
            zip.closeEntry();
        }
        var unfinished = parent.resolve("unfinished.backup");
        try (var archive = BackupArchive.write(Files.newOutputStream(unfinished), "18")) {
            archive.folder("postgres");
        }
        var older = parent.resolve("older.backup");
        try (var archive = BackupArchive.write(Files.newOutputStream(older), "17")) {
            archive.folder("postgres");
            archive.finish();
        }
        var empty = DataFolder.open(parent.resolve("nothing-restored"));

        assertThatThrownBy(() -> EmbeddedBackup.restore(empty, other)).hasMessageContaining("no backup of Runtruth");
        assertThatThrownBy(() -> EmbeddedBackup.restore(empty, unfinished)).hasMessageContaining("not a whole one");
        assertThatThrownBy(() -> EmbeddedBackup.restore(empty, older))
                .hasMessageContaining("another PostgreSQL version");
        assertThat(empty.resolve("postgres")).doesNotExist();
    }

    @Test
    void a_folder_without_a_database_has_nothing_to_back_up() {
        var nothing = DataFolder.open(parent.resolve("nothing"));

        assertThatThrownBy(() -> EmbeddedBackup.write(nothing, parent.resolve("nothing.backup")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("no embedded database");
        assertThat(parent.resolve("nothing.backup")).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void only_its_owner_may_read_a_backup_and_what_is_restored() throws Exception {
        var file = parent.resolve("own.backup");
        EmbeddedBackup.write(folder, file);
        var restored = DataFolder.open(parent.resolve("own"));
        EmbeddedBackup.restore(restored, file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(restored.resolve("sealing-key"))))
                .isEqualTo("rw-------");
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(java.util.zip.ZipEntry::getName))
                    .contains("kept/sealing-key", "postgres/backup_label")
                    .doesNotContain("postgres/postmaster.pid", "kept/lock", "kept/postgres-port");
        }
    }

    private static void write(AtomicBoolean going, CountDownLatch wrote) {
        try (var connection = connection(database);
                var statement = connection.prepareStatement("insert into kept values (1000000 + ?, 'y')")) {
            for (var n = 1L; going.get(); n++) {
                statement.setLong(1, n);
                statement.executeUpdate();
                wrote.countDown();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connection(EmbeddedDatabase of) throws SQLException {
        return DriverManager.getConnection(of.url(), EmbeddedDatabase.USER, of.password());
    }

    private static void execute(EmbeddedDatabase of, String sql) throws SQLException {
        try (var connection = connection(of);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase of, String sql) throws SQLException {
        try (var connection = connection(of);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}

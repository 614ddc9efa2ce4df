package io.runtruth.node.embedded;

import io.runtruth.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/// A PostgreSQL of a test's own, with the console's own programs and settings, that can go away and come back on
/// the same port. It is stopped when the JVM ends, however the test ended.
public final class RestartableDatabase {

    private final DataFolder folder;
    private EmbeddedDatabase server;

    private RestartableDatabase(DataFolder folder) {
        this.folder = folder;
        this.server = EmbeddedDatabase.start(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    }

    /// @param path a folder that is made anew, and removed in the end
    public static RestartableDatabase start(Path path) {
        delete(path);
        return new RestartableDatabase(DataFolder.open(path));
    }

    public TestDatabase.Database database() {
        return new TestDatabase.Database(server.url(), EmbeddedDatabase.USER, server.password());
    }

    /// How PostgreSQL is stopped.
    public enum Stop {
        /// Sessions are ended in order.
        FAST,
        /// As a power cut: the next start recovers from the log.
        IMMEDIATE
    }

    /// Returns when the server answers again.
    public void restart(Stop how) {
        var stopped = stop(how);
        if (!stopped.ok()) {
            throw new IllegalStateException(stopped.output());
        }
        server = EmbeddedDatabase.start(folder);
    }

    private PostgresPrograms.Result stop(Stop how) {
        var mode = how == Stop.FAST ? "fast" : "immediate";
        var cluster = folder.resolve("postgres").toString();
        try {
            return PostgresPrograms.in(PostgresArchive.unpackInto(folder))
                    .run("pg_ctl", List.of("stop", "-D", cluster, "-m", mode, "-w"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All but its log, which stays beside the folder.
    private void remove() {
        stop(Stop.IMMEDIATE);
        try {
            Files.copy(
                    folder.resolve("postgres.log"),
                    folder.path().resolveSibling("postgres.log"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        delete(folder.path());
    }

    private static void delete(Path path) {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.runtruth.node.quick;

import io.runtruth.node.embedded.DataFolder;
import io.runtruth.shared.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/// Makes the folder of a jar, once its node has been at work for a while: a second JVM, after everybody
/// else, takes the jar apart, begins a start, and leaves what it has loaded and linked.
///
/// It starts on the database of the node, which lets it read and nothing else, and ends where a node would
/// begin to do something. It has nothing that could be left behind.
final class QuickTraining implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(QuickTraining.class);

    /// Those who came to look have looked.
    private static final Duration AFTER = Duration.ofSeconds(30);

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final DataSize ROOM = DataSize.ofGigabytes(1);

    /// After everybody else, where the system has such a thing.
    private static final List<List<String>> LAST =
            List.of(List.of("/usr/bin/nice", "-n", "19"), List.of("/bin/nice", "-n", "19"));

    private static final String ENDS = "spring.context.exit";
    private static final String READS_ONLY = "options=-c%20default_transaction_read_only%3Don";

    /// What another program needs to know of this machine; settings of the node are none of its business.
    private static final List<String> PASSED_ON =
            List.of("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH");

    private final QuickFolder folder;
    private final Path jar;
    private final CommandLine line;
    private final JdbcConnectionDetails database;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Process process;

    QuickTraining(QuickFolder folder, Path jar, CommandLine line, JdbcConnectionDetails database) {
        this.folder = folder;
        this.jar = jar;
        this.line = line;
        this.database = database;
    }

    /// Whether this JVM is one that trains.
    static boolean isUnderWay() {
        return System.getProperty(ENDS) != null;
    }

    /// In the JVM that trains: it ends with the node for which it does, and at once, without leaving what
    /// it has.
    static void endWithItsNode() {
        ProcessHandle.current()
                .parent()
                .ifPresent(node -> node.onExit()
                        .completeOnTimeout(node, LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .thenRun(QuickTraining::endAtOnce));
    }

    /// Any other end would write the cache first.
    private static void endAtOnce() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-KILL",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException _) {
            Runtime.getRuntime().halt(1);
        }
    }

    @Override
    public void run() {
        try {
            if (!stopped.await(AFTER.toSeconds(), TimeUnit.SECONDS)) {
                makeInTurn();
            }
        } catch (IOException | UncheckedIOException | SQLException | StartRefused e) {
            if (stopped.getCount() > 0) {
                LOG.warn("the next start will take as long as this one did: {}", e.getMessage());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopped.countDown();
        end(process);
    }

    private static void end(@Nullable Process process) {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void makeInTurn() throws IOException, SQLException, InterruptedException {
        var home = DataFolder.open(folder.home());
        try (var turn = home.tryLock().orElse(null)) {
            if (turn != null && isWanted() && folder.remove()) {
                makeOrLeaveNothing();
                removeOthers();
            }
        }
    }

    private boolean isWanted() throws IOException {
        var attempt = QuickAttempt.at(folder);
        return !folder.isReady()
                && !attempt.isUnderWay()
                && !attempt.isHopeless()
                && folder.isOf(jar)
                && Files.getFileStore(folder.home()).getUsableSpace() > ROOM.toBytes();
    }

    private void makeOrLeaveNothing() throws IOException, SQLException, InterruptedException {
        try {
            make();
        } finally {
            if (!folder.isReady()) {
                folder.remove();
            }
        }
    }

    private void make() throws IOException, SQLException, InterruptedException {
        requireReading();
        DataFolder.open(folder.path());
        var temporary = Files.createDirectory(folder.path().resolve("tmp"));
        call(
                List.of("-Djarmode=tools"),
                jar,
                "extract",
                "--force",
                "--destination",
                folder.path().toString(),
                "--application-filename",
                QuickFolder.JAR);
        var flags = new ArrayList<>(line.shared());
        flags.add("-Xmx512m");
        flags.add("-XX:AOTCacheOutput=" + folder.cache());
        flags.add("-Djava.io.tmpdir=" + temporary);
        flags.add("-D" + ENDS + "=onRefresh");
        call(flags, folder.jar());
        FileSystemUtils.deleteRecursively(temporary);
        Files.delete(said());
        folder.finish();
        LOG.info("the next start takes what this one has learned, from {}", folder.path());
    }

    /// Who trains writes nothing, and that is the database's word.
    private void requireReading() throws SQLException {
        try (var connection = DriverManager.getConnection(url(), database.getUsername(), database.getPassword());
                var statement = connection.createStatement();
                var said = statement.executeQuery("show default_transaction_read_only")) {
            said.next();
            if (!"on".equals(said.getString(1))) {
                throw new SQLException("the database does not keep a session from writing");
            }
        }
    }

    private String url() {
        var url = database.getJdbcUrl();
        return url + (url.contains("?") ? "&" : "?") + READS_ONLY;
    }

    private void call(List<String> flags, Path called, String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(LAST.stream()
                .filter(it -> Files.isExecutable(Path.of(it.getFirst())))
                .findFirst()
                .orElse(List.of()));
        words.add(CommandLine.program());
        words.addAll(flags);
        words.add("-jar");
        words.add(called.toAbsolutePath().toString());
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said().toFile());
        builder.environment().keySet().retainAll(PASSED_ON);
        builder.environment().putAll(settings());
        var started = builder.start();
        process = started;
        giveWay(started);
        try {
            if (stopped.getCount() == 0 || !started.waitFor(LIMIT) || started.exitValue() != 0) {
                throw new IOException(lastWords());
            }
        } finally {
            end(started);
        }
    }

    /// Where memory is short, it is the first that the system ends.
    private static void giveWay(Process started) {
        try {
            Files.writeString(Path.of("/proc", Long.toString(started.pid()), "oom_score_adj"), "1000");
        } catch (IOException _) {
            // then by its size, as any other
        }
    }

    /// Never as arguments, which all users of the machine can see. It leaves the connections to the node.
    private Map<String, String> settings() {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                url(),
                "SPRING_DATASOURCE_USERNAME",
                Objects.requireNonNullElse(database.getUsername(), ""),
                "SPRING_DATASOURCE_PASSWORD",
                Objects.requireNonNullElse(database.getPassword(), ""),
                "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE",
                "2",
                "RUNTRUTH_DEMO",
                "false",
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SERVER_PORT",
                "0");
    }

    private Path said() {
        return folder.path().resolve("said");
    }

    private String lastWords() throws IOException {
        return Files.readAllLines(said()).stream()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("the training took too long");
    }

    private void removeOthers() throws IOException {
        try (var others = Files.newDirectoryStream(folder.home(), Files::isDirectory)) {
            for (var other : others) {
                var attempt = QuickAttempt.at(new QuickFolder(other));
                if (!other.equals(folder.path()) && !attempt.isUnderWay() && new QuickFolder(other).remove()) {
                    attempt.succeed();
                }
            }
        }
    }
}

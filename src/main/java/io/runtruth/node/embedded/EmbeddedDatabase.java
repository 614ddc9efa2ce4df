package io.runtruth.node.embedded;

import io.runtruth.shared.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// A real PostgreSQL server for one node, with its data kept in the data folder between starts.
///
/// It is as durable as any other (fsync, synchronous commit), listens on 127.0.0.1 only, and lets nobody in
/// without a password that is kept beside the data; whom it lets in says [EmbeddedOwner]. The caller holds the
/// lock of the folder, so a server that still runs on it was left by a console that was killed: it is stopped in
/// order, and started again.
final class EmbeddedDatabase implements AutoCloseable {

    static final String USER = EmbeddedOwner.NAME;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final int PORT_ATTEMPTS = 3;
    private static final String START_LIMIT_SECONDS = "120";
    private static final String STOP_LIMIT_SECONDS = "30";

    /// Statements and details stay out of the log: they would hold content of reviews and evidence.
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "max_connections=60",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse");

    private final DataFolder folder;
    private final Path cluster;
    private final Path log;
    private final PostgresPrograms programs;
    private final EmbeddedOwner owner;
    private int port;

    private EmbeddedDatabase(DataFolder folder) throws IOException {
        this.folder = folder;
        this.cluster = folder.resolve("postgres");
        this.log = folder.resolve("postgres.log");
        this.programs = PostgresPrograms.in(PostgresArchive.unpackInto(folder));
        this.owner = new EmbeddedOwner(folder);
    }

    /// Starts the server, at the first start with a new database, and returns when it answers.
    ///
    /// @throws StartRefused where it cannot, with what to do about it
    static EmbeddedDatabase start(DataFolder folder) {
        try {
            var database = new EmbeddedDatabase(folder);
            database.start();
            return database;
        } catch (IOException e) {
            throw new StartRefused(
                    "The embedded PostgreSQL in %s cannot be started (%s): free what it needs, or set "
                            + "SPRING_DATASOURCE_URL to use a PostgreSQL of your own.",
                    folder.path(), e.getMessage());
        }
    }

    String url() {
        return url(port);
    }

    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    /// Of [#USER].
    String password() {
        return owner.password();
    }

    /// Stops the server: open transactions are rolled back, what was committed is on disk.
    @Override
    public void close() throws IOException {
        var stopped = programs.run(
                "pg_ctl", List.of("stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", STOP_LIMIT_SECONDS));
        if (!stopped.ok()) {
            LOG.warn(
                    "the embedded PostgreSQL did not stop: {}", stopped.output().strip());
        }
    }

    private void start() throws IOException {
        if (!Files.exists(cluster)) {
            initialise();
        }
        stopLeftover();
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        var remembered = new RememberedPort(folder.resolve("postgres-port"));
        for (var attempt = 1; ; attempt++) {
            port = remembered.choose();
            if (startOnPort().ok()) {
                owner.settle(url());
                return;
            }
            if (attempt == PORT_ATTEMPTS || RememberedPort.isFree(port)) {
                throw new IOException(lastFatalMessage());
            }
        }
    }

    /// In a folder of another name first: what a kill leaves half made is never taken for a database.
    private void initialise() throws IOException {
        LOG.info("Preparing the embedded database in {} (first start)", cluster);
        var unfinished = folder.resolve("postgres.new");
        FileSystemUtils.deleteRecursively(unfinished);
        var made = programs.run(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + EmbeddedOwner.ADMIN,
                        "--pwfile=" + folder.resolve(EmbeddedOwner.ADMIN_SECRET),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        if (!made.ok()) {
            throw new IOException(lastLine(made.output().lines()));
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void stopLeftover() throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return; // the next server finds out by itself, and looks for what the last one may have left in memory
        }
        if (isServerOfThisFolder(process.get())) {
            close();
        } else {
            Files.delete(pidFile);
        }
    }

    /// A process number is given again, after the restart of a container almost surely: the server would refuse to
    /// start because of a stranger, and stopping would hit the stranger.
    private boolean isServerOfThisFolder(ProcessHandle process) {
        var info = process.info();
        return info.command().filter(EmbeddedDatabase::isServer).isPresent()
                && info.arguments()
                        .map(arguments -> List.of(arguments).contains(cluster.toString()))
                        .orElse(true);
    }

    private static boolean isServer(String command) {
        return Path.of(command).getFileName().toString().startsWith("postgres");
    }

    private PostgresPrograms.Result startOnPort() throws IOException {
        var options = Stream.concat(Stream.of("-p " + port), SETTINGS.stream().map(setting -> "-c " + setting))
                .toList();
        return programs.run(
                "pg_ctl",
                List.of(
                        "start",
                        "-D",
                        cluster.toString(),
                        "-l",
                        log.toString(),
                        "-w",
                        "-t",
                        START_LIMIT_SECONDS,
                        "-o",
                        String.join(" ", options)));
    }

    private String lastFatalMessage() throws IOException {
        if (!Files.exists(log)) {
            return "it said nothing";
        }
        try (var lines = Files.lines(log)) {
            return lastLine(lines.filter(line -> line.contains("FATAL:"))) + "; see " + log;
        }
    }

    private static String lastLine(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("it said nothing")
                .strip();
    }
}

package io.runtruth.faults;

import static org.awaitility.Awaitility.await;

import io.runtruth.RuntruthApplication;
import io.runtruth.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A node as a process of its own, started from the main classes. What it prints is in `target/faults/<name>.log`;
/// the database knows its sessions by its name. It ends with this JVM at the latest.
final class ConsoleProcess {

    private static final Path FOLDER = Path.of("target/faults");
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int TAIL_LINES = 40;

    /// Quick to start and small: a node here lives for a minute.
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData");

    private final String name;
    private final Path log;
    private final Process process;
    private boolean frozen;

    private ConsoleProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /// Returns at once; [#awaitReady] waits.
    ///
    /// @param settings of the console, as on its command line
    static ConsoleProcess start(String name, TestDatabase.Database database, Map<String, String> settings) {
        return start(name, database, settings, classPath());
    }

    /// A node to which one configuration is added.
    static ConsoleProcess startWith(
            Class<?> configuration, String name, TestDatabase.Database database, Map<String, String> settings) {
        var with = new HashMap<>(settings);
        with.put("spring.main.sources", configuration.getName());
        return start(name, database, with, classPath() + File.pathSeparator + folderOf(configuration));
    }

    /// A folder with this class and no other.
    private static Path folderOf(Class<?> type) {
        var file = type.getName().replace('.', '/') + ".class";
        var folder = FOLDER.resolve(type.getSimpleName());
        try (var bytes = type.getClassLoader().getResourceAsStream(file)) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.write(folder.resolve(file), bytes.readAllBytes());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConsoleProcess start(
            String name, TestDatabase.Database database, Map<String, String> settings, String classPath) {
        var log = FOLDER.resolve(name + ".log");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", classPath, RuntruthApplication.class.getName()));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SPRING_DATASOURCE_URL", database.url() + "?ApplicationName=" + name);
        builder.environment().put("SPRING_DATASOURCE_USERNAME", database.user());
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
        builder.environment().put("RUNTRUTH_DEMO", "false");
        // also where the front end was not built: nobody looks at these nodes' pages
        builder.environment().put("VAADIN_PRODUCTIONMODE", "true");
        builder.environment().put("RUNTRUTH_ROLE", "worker");
        builder.environment()
                .put("RUNTRUTH_DATA_DIR", FOLDER.resolve(name + "-data").toString());
        try {
            Files.createDirectories(FOLDER);
            return new ConsoleProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Until the line that tells a person where the console is.
    void awaitReady() {
        await(name + " is ready").atMost(START_LIMIT).until(() -> isReady() || !process.isAlive());
        if (!isReady()) {
            throw new AssertionError(name + " did not start:\n" + tail());
        }
    }

    private boolean isReady() {
        return lines().stream().anyMatch(line -> line.startsWith("Runtruth is ready"));
    }

    /// At once and without a word, as `kill -9` and a power cut do.
    void kill() {
        process.destroyForcibly();
        await(name + " is gone").until(() -> !process.isAlive());
    }

    /// The process stands still where it is; its connections stay open.
    void freeze() {
        signal("STOP");
        frozen = true;
    }

    void wake() {
        if (frozen && process.isAlive()) {
            signal("CONT");
        }
        frozen = false;
    }

    /// In order, as a system operator stops a node.
    void stop() {
        wake();
        process.destroy();
    }

    private void signal(String signal) {
        try {
            var sent = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            if (sent.waitFor() != 0) {
                throw new IllegalStateException("no signal could be sent to " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The last lines that the node printed.
    String tail() {
        var lines = lines();
        return lines.stream()
                .skip(Math.max(0, lines.size() - TAIL_LINES))
                .collect(Collectors.joining("\n  ", log + " ends with:\n  ", "\n"));
    }

    private List<String> lines() {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a test adds is left out: a node is what is shipped.
    private static String classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var ofTests = Pattern.compile("[/\\\\]test-classes[/\\\\]?$");
        return Arrays.stream(all.split(Pattern.quote(File.pathSeparator)))
                .filter(Predicate.not(entry -> ofTests.matcher(entry).find()))
                .collect(Collectors.joining(File.pathSeparator));
    }
}

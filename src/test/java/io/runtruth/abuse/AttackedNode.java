package io.runtruth.abuse;

import static org.awaitility.Awaitility.await;

import io.runtruth.RuntruthApplication;
import io.runtruth.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A node with its demo as a process of its own, from the main classes, with as little memory as is promised to be
/// enough. Its log, its files and the log of its garbage collector are in `target/abuse`.
final class AttackedNode implements AutoCloseable {

    static final String PASSWORD = "a password for abuse";

    private static final Path FOLDER = Path.of("target/abuse");
    private static final Path LOG = FOLDER.resolve("node.log");
    private static final Path COLLECTOR = FOLDER.resolve("collector.log");
    private static final Path TEMPORARY = FOLDER.resolve("tmp");
    private static final Pattern READY = Pattern.compile("Runtruth is ready at http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Pattern FULL = Pattern.compile("Pause Full.* \\d+M->(\\d+)M");

    private final Process process;

    private AttackedNode(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static AttackedNode start() {
        return start("-Xmx512m");
    }

    /// @param heap as the virtual machine is told of it
    static AttackedNode start(String heap) {
        var database = TestDatabase.create();
        try {
            Files.createDirectories(TEMPORARY);
            Files.deleteIfExists(COLLECTOR);
            var builder =
                    new ProcessBuilder(command(heap)).redirectErrorStream(true).redirectOutput(LOG.toFile());
            var settings = builder.environment();
            settings.put("SPRING_DATASOURCE_URL", database.url());
            settings.put("SPRING_DATASOURCE_USERNAME", database.user());
            settings.put("SPRING_DATASOURCE_PASSWORD", database.password());
            settings.put("SERVER_PORT", "0");
            settings.put("SERVER_ADDRESS", "127.0.0.1");
            settings.put("RUNTRUTH_DEMO", "true");
            settings.put("RUNTRUTH_DEMO_PASSWORD", PASSWORD);
            settings.put("VAADIN_PRODUCTIONMODE", "true");
            settings.put("RUNTRUTH_DATA_DIR", FOLDER.resolve("data").toString());
            return new AttackedNode(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-Xlog:gc:file=" + COLLECTOR,
                "-Djava.io.tmpdir=" + TEMPORARY.toAbsolutePath(),
                "-cp",
                classPath(),
                RuntruthApplication.class.getName());
    }

    /// Without what a test adds.
    private static String classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var ofTests = Pattern.compile("[/\\\\]test-classes[/\\\\]?$");
        return Arrays.stream(all.split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !ofTests.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Waits until the node tells a person where it is.
    int port() {
        await("the node is ready")
                .atMost(Duration.ofMinutes(3))
                .until(() -> READY.matcher(read(LOG)).find() || !process.isAlive());
        var ready = READY.matcher(read(LOG));
        if (!ready.find()) {
            throw new AssertionError("the node did not start:\n" + read(LOG));
        }
        return Integer.parseInt(ready.group(1));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// In use after a full collection, in MB.
    int heapMb() {
        var before = collections().size();
        try {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("a full collection")
                .atMost(Duration.ofSeconds(60))
                .until(() -> collections().size() > before);
        return collections().getLast();
    }

    private static List<Integer> collections() {
        return FULL.matcher(read(COLLECTOR))
                .results()
                .map(it -> Integer.parseInt(it.group(1)))
                .toList();
    }

    /// Of everything that the node has put into its folders, its log apart.
    long diskBytes() {
        return size(TEMPORARY) + size(FOLDER.resolve("data"));
    }

    long logBytes() {
        return size(LOG);
    }

    private static long size(Path root) {
        try (var files = Files.walk(root)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package io.runtruth.testing;

import io.runtruth.access.Actor;
import io.runtruth.restore.TargetService;
import io.runtruth.shared.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Folders with configuration for tests: each environment's its own, below one root of the test's JVM.
@TestComponent
public class TestTargets {

    private static final Path ROOT = root();

    private final TargetService targets;
    private final JdbcClient jdbc;

    public TestTargets(TargetService targets, JdbcClient jdbc) {
        this.targets = targets;
        this.jdbc = jdbc;
    }

    public static String rootPath() {
        return ROOT.toString();
    }

    private static Path root() {
        try {
            var root = Files.createTempDirectory("runtruth-targets-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root) {
        try (var all = Files.walk(root)) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException _) {
            // it is only a folder of temporary files
        }
    }

    /// The workspace's own folder below the root, which is there from then on.
    public Path home(Scope scope) {
        var slug = jdbc.sql("select slug from workspace where id = ?")
                .param(scope.workspaceId())
                .query(String.class)
                .single();
        try {
            return Files.createDirectories(ROOT.resolve(slug));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The environment's target from now on, with nothing in it.
    public Path target(Scope scope) {
        var name = "e" + scope.environmentId();
        targets.choose(new Actor.System("test"), scope, name, null);
        try {
            return Files.createDirectories(home(scope).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(Path folder, String path, String text) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every file below the folder, whatever its name, by an eye of its own.
    public static Map<String, String> all(Path folder) {
        var files = new TreeMap<String, String>();
        try (var walked = Files.walk(folder)) {
            for (var file : walked.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Paths and their contents in turn.
    public static byte[] zip(String... pathsAndTexts) {
        var documents = new LinkedHashMap<String, String>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            documents.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return zip(documents);
    }

    public static byte[] zip(Map<String, String> documents) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var document : documents.entrySet()) {
                zip.putNextEntry(new ZipEntry(document.getKey()));
                zip.write(document.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

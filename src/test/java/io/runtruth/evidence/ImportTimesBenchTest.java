package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.runtruth.access.Actor;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long an import takes from the first byte to the visible snapshot, for each sample file and for a large one;
/// printed, not judged.
@Tag("bench")
class ImportTimesBenchTest extends DatabaseTest {

    private static final Path SAMPLES = Path.of(System.getProperty("runtruth.samples", "../shared/samples/evidence"));
    private static final int ROUNDS = 3;

    private final EvidenceService evidence;
    private final TestWorkspaces some;

    @TempDir
    private Path folder;

    ImportTimesBenchTest(EvidenceService evidence, TestWorkspaces some) {
        this.evidence = evidence;
        this.some = some;
    }

    private Duration imported(Scope scope, Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var upload = Upload.of(file.getFileName().toString(), in).confirmed();
            var start = System.nanoTime();
            var result = evidence.importFile(new Actor.System("bench"), scope, upload);
            var took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(result).isInstanceOf(Imported.class);
            return took;
        }
    }

    private void print(Path file) throws IOException {
        var best = Duration.ofDays(1);
        for (int round = 0; round < ROUNDS; round++) {
            var took = imported(some.environment(some.workspace()), file);
            best = took.compareTo(best) < 0 ? took : best;
        }
        System.out.printf(
                Locale.ROOT, "%-56s %,12d bytes %,8d ms%n", file.getFileName(), Files.size(file), best.toMillis());
    }

    @Test
    void the_sample_files() throws IOException {
        assumeThat(SAMPLES).as("sample folder beside the project").isDirectory();

        try (var files = Files.walk(SAMPLES)) {
            for (var file :
                    files.filter(ImportTimesBenchTest::isEvidence).sorted().toList()) {
                print(file);
            }
        }
    }

    private static boolean isEvidence(Path file) {
        return Files.isRegularFile(file) && file.getParent().getNameCount() > SAMPLES.getNameCount();
    }

    @Test
    void a_hundred_thousand_checks() throws IOException {
        var file = folder.resolve("generated-100000-checks.json");
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 100_000; i++) {
                out.write((i == 0 ? "[" : ",") + "{\"class_uid\":2004,\"metadata\":{\"event_code\":\"c" + i % 300
                        + "\"},\"status_code\":\"FAIL\",\"resources\":[{\"uid\":\"r" + i + "\"}],\"status_detail\":\""
                        + "It is not as it should be. ".repeat(10) + "\"}");
            }
            out.write("]");
        }

        print(file);
    }
}

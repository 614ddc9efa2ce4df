package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.runtruth.access.Actor;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.evidence.formats.EvidenceFiles;
import io.runtruth.evidence.formats.ReadOptions;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// How long reading and importing the largest real file of each format take, beside the same bytes through a bare
/// loop over the tokens of the same JSON library in the same run; the fastest of several rounds each.
@Tag("bench")
class ImportSpeedBenchTest extends DatabaseTest {

    private static final Path SAMPLES = Path.of(System.getProperty("runtruth.samples", "../shared/samples/evidence"));
    private static final int ROUNDS = 12;

    private final EvidenceService evidence;
    private final TestWorkspaces some;

    ImportSpeedBenchTest(EvidenceService evidence, TestWorkspaces some) {
        this.evidence = evidence;
        this.some = some;
    }

    /// A file is gone through more than once: to recognise it, and where a format needs it to look ahead. Texts of
    /// Maester and of the Zero Trust Assessment are Markdown, which is read as such.
    @ParameterizedTest
    @CsvSource({
        "scubagear, 20",
        "maester, 100",
        "zero-trust-assessment, 600",
        "prowler-ocsf, 50",
        "sarif, 40",
        "oscal-assessment-results, 80"
    })
    void reading_costs_at_most_so_many_times_what_the_tokens_alone_cost(String format, double most) throws IOException {
        assumeThat(SAMPLES).as("sample folder beside the project").isDirectory();
        var file = largest(SAMPLES.resolve(format));
        var tokens = Double.MAX_VALUE;
        var read = Double.MAX_VALUE;
        var imported = Double.MAX_VALUE;

        for (int round = 0; round < ROUNDS; round++) {
            tokens = Math.min(tokens, millis(() -> tokens(file)));
            read = Math.min(
                    read,
                    millis(() -> EvidenceFiles.recognised(file, ReadOptions.NONE, () -> {})
                            .read(_ -> {})));
            imported = Math.min(imported, millis(() -> imported(file)));
        }

        System.out.printf(
                Locale.ROOT,
                "%-60s %,10d bytes: tokens %7.1f ms, read %7.1f ms (%4.1f times), import %7.1f ms (%4.1f times)%n",
                file.getFileName(),
                Files.size(file),
                tokens,
                read,
                read / tokens,
                imported,
                imported / tokens);
        assertThat(read / tokens).isLessThan(most);
    }

    private static Path largest(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().endsWith(".md"))
                    .max(Comparator.comparing(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void tokens(Path file) throws IOException {
        try (var in = Files.newInputStream(file);
                var parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            var count = 0L;
            while (parser.nextToken() != null) {
                count++;
            }
            assertThat(count).isPositive();
        }
    }

    private void imported(Path file) throws IOException {
        var scope = some.environment(some.workspace());
        try (var in = Files.newInputStream(file)) {
            var upload = Upload.of(file.getFileName().toString(), in).confirmed();
            assertThat(evidence.importFile(new Actor.System("bench"), scope, upload))
                    .isInstanceOf(Imported.class);
        }
    }

    private static double millis(Work work) throws IOException {
        var begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1_000_000.0;
    }

    private interface Work {
        void run() throws IOException;
    }
}

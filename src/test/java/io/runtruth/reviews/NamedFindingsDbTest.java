package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.access.Actor;
import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.evidence.ImportResult;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.Upload;
import io.runtruth.reviews.ReviewContent.DocumentEnvironment;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.compose.ReviewComposer;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Real files of the tools, from their bytes to the document: no check is only counted. Skipped, and reported so,
/// where the sample files are missing.
class NamedFindingsDbTest extends DatabaseTest {

    private static final Path SAMPLES = Path.of(System.getProperty("runtruth.samples", "../shared/samples/evidence"));
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    private final EvidenceService evidence;
    private final EvidenceQueries queries;
    private final TestWorkspaces some;

    NamedFindingsDbTest(EvidenceService evidence, EvidenceQueries queries, TestWorkspaces some) {
        this.evidence = evidence;
        this.queries = queries;
        this.some = some;
    }

    static Stream<Path> samples() {
        var files = Stream.of(SAMPLES, SAMPLES.resolveSibling("evidence-2"))
                .flatMap(NamedFindingsDbTest::files)
                .toList();
        return files.isEmpty() ? Stream.of(SAMPLES) : files.stream();
    }

    /// Those that the facts beside them tell of.
    private static Stream<Path> files(Path folder) {
        return Stream.of("FACTS.json", "FACTS-MORE.json")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .flatMap(facts -> JsonMapper.shared().readTree(facts).get("files").propertyNames().stream())
                .map(folder::resolve)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_finding_of_the_file_is_named_and_the_counts_add_up_to_its_provenance(Path file) {
        assumeTrue(Files.isRegularFile(file), () -> "no sample files in " + SAMPLES);
        var scope = some.environment(some.workspace());
        var snapshot = imported(scope, file);
        assumeTrue(snapshot.isPresent(), () -> "refused by its name: " + file);
        var checks = checks(snapshot.get());

        var content = composed(snapshot.get(), checks);

        if (checks.isEmpty()) {
            assertThat(content.findings()).isNull();
            return;
        }
        var findings = content.findings();
        var counts = content.provenance().snapshots().getFirst().counts();
        assertThat(counts.total()).isEqualTo(checks.size()).isEqualTo(findings.total());
        assertThat(findings.named()).isEqualTo(findings.total());
        assertThat(findings.listed()).isEqualTo(findings.total());
        assertThat(byResult(findings.controls(), false)).isEqualTo(counts.results());
        assertThat(byResult(findings.controls(), true)).isEqualTo(counts.suppressed());
        assertThat(named(findings.controls())).isEqualTo(expected(checks));
        assertThat(telling(findings.controls(), Finding::remedy)).isEqualTo(told(checks, CheckNotes::remedy));
        assertThat(telling(findings.controls(), Finding::rationale)).isEqualTo(told(checks, CheckNotes::rationale));
        assertThat(findings.rationalesLeftOut()).isNull();
        assertThat(ReviewContent.parse(content.canonicalBytes())).isEqualTo(content);
    }

    private Optional<EvidenceSnapshot> imported(Scope scope, Path file) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var upload = Upload.of(file.getFileName().toString(), in).confirmed();
            var result = evidence.importFile(new Actor.System("samples"), scope, upload);
            return Optional.of(((ImportResult.Imported) result).snapshot());
        } catch (Problem.InvalidInput refused) {
            assertThat(refused.code()).matches(".*_(?:unsupported|no_checks)");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Check> checks(EvidenceSnapshot snapshot) {
        var checks = new ArrayList<Check>();
        List<Check> portion;
        do {
            portion = queries.checks(snapshot.scope(), snapshot.id(), checks.size(), EvidenceQueries.MOST);
            checks.addAll(portion);
        } while (!portion.isEmpty());
        return checks;
    }

    private static ReviewContent composed(EvidenceSnapshot snapshot, List<Check> checks) {
        var environment = new DocumentEnvironment(snapshot.scope(), "contoso", "Contoso");
        var operations = new PinnedInputs.Operations(NOW, NOW, new TreeMap<>());
        var pinned = new PinnedInputs(environment, List.of(snapshot.id()), List.of(), List.of(), operations);
        var composer = new ReviewComposer(ProvenanceOf.input(pinned, List.of(snapshot)));
        checks.reversed().forEach(check -> composer.add(snapshot.id(), check));
        return composer.compose(section -> {});
    }

    private static Map<CheckResult, Long> byResult(List<Finding> controls, boolean suppressed) {
        var counts = new EnumMap<CheckResult, Long>(CheckResult.class);
        controls.stream()
                .filter(finding -> (finding.suppression() != null) == suppressed)
                .forEach(finding -> counts.merge(finding.result(), finding.checks(), Long::sum));
        return counts;
    }

    /// Controls of which the document holds a text.
    private static Set<String> telling(List<Finding> controls, Function<Finding, Integer> index) {
        return controls.stream()
                .filter(finding -> index.apply(finding) != null)
                .map(Finding::controlId)
                .collect(Collectors.toSet());
    }

    private static Set<String> told(List<Check> checks, Function<CheckNotes, StructuredText> text) {
        return checks.stream()
                .filter(check -> text.apply(check.notes()) != null)
                .map(Check::controlId)
                .collect(Collectors.toSet());
    }

    private record Name(String controlId, String title, CheckResult result, String area, String resource) {}

    private static Map<Name, Integer> named(List<Finding> controls) {
        var names = new HashMap<Name, Integer>();
        controls.forEach(finding -> finding.found()
                .forEach(found -> names.merge(
                        new Name(
                                finding.controlId(),
                                finding.title(),
                                finding.result(),
                                finding.area(),
                                found.resource()),
                        1,
                        Integer::sum)));
        return names;
    }

    private static Map<Name, Integer> expected(List<Check> checks) {
        var names = new HashMap<Name, Integer>();
        checks.forEach(check -> names.merge(
                new Name(check.controlId(), check.title(), check.result(), check.area(), check.resource()),
                1,
                Integer::sum));
        return names;
    }
}

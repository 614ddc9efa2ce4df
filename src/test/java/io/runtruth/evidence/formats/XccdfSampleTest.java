package io.runtruth.evidence.formats;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.FileFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Every number that `FACTS-MORE.json` has of real XCCDF results and ARFs. Skipped, and reported so, where the
/// sample files are missing.
class XccdfSampleTest {

    private static final Path FACTS = SampleFiles.FOLDER.resolve("FACTS-MORE.json");

    /// Their times have no zone, so `FACTS-MORE.json` has none; they are read as UTC.
    private static final Map<String, String> WITHOUT_ZONE = Map.of(
            "openscap-1.3.1-xccdf12-bare-testresult-ocp4-moderate.xml", "2020-02-17T12:29:36Z",
            "scc-5.4-xccdf12-rhel7-stig-results.xml", "2021-04-29T14:24:10Z");

    /// Of the names in each file the one that tells its machine from others; `localhost` and a mount tell none.
    private static final Map<String, String> TARGETS = Map.of(
            "openscap-1.3.3-arf11-trimmed-rhel7-cis.xml", "kube-c18ler8d06m877hrn7jg-roks8-default-00000319.iks.mycorp",
            "ovaldi-5.10.1.7-arf11-scap12-r3005.xml", "testmachine01.scapval.local",
            "scapref-1.2-xccdf11-bare-testresult-usgcb-rhel5.xml", "192.168.100.193",
            "scc-5.4-xccdf12-rhel7-stig-results.xml", "LOCKDOWN");

    private static final Map<Path, ReadFile> READ = new ConcurrentHashMap<>();

    record Sample(Path path, JsonNode facts) {

        static final Sample MISSING = new Sample(Path.of(""), MissingNode.getInstance());

        ReadFile read() {
            assumeTrue(this != MISSING, () -> "no sample files in " + SampleFiles.FOLDER);
            return READ.computeIfAbsent(path, ReadFile::of);
        }

        JsonNode scan() {
            return facts.get("test_result_list").get(0);
        }

        @Override
        public String toString() {
            return path.getFileName().toString();
        }
    }

    static Stream<Sample> samples() {
        if (!Files.isRegularFile(FACTS)) {
            return Stream.of(Sample.MISSING);
        }
        var files = JsonMapper.shared().readTree(FACTS).get("files");
        return files.propertyNames().stream()
                .filter(path -> path.startsWith("xccdf/"))
                .map(path -> new Sample(SampleFiles.FOLDER.resolve(path), files.get(path)));
    }

    private static Map<String, Long> counts(JsonNode node) {
        var counts = new TreeMap<String, Long>();
        node.forEachEntry((name, count) -> counts.put(name, count.asLong()));
        return counts;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_result_of_a_real_file_is_counted_under_the_tools_own_word(Sample sample) {
        var file = sample.read();
        var facts = sample.facts();

        assertThat(file.facts().format()).isEqualTo(EvidenceFormat.XCCDF);
        assertThat(file.facts().total()).isEqualTo(facts.get("number_of_checks").asLong());
        assertThat(file.checks()).hasSize((int) file.facts().total());
        assertThat(file.facts().byRawResult()).isEqualTo(counts(facts.get("result_counts")));
        assertThat(file.facts().suppressed()).isEqualTo(facts.get("suppressed").asLong());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void results_of_a_real_file_mean_what_was_decided(Sample sample) {
        var meant = new TreeMap<String, Long>();
        sample.read().facts().byResult().forEach((result, count) -> meant.put(result.code(), count));

        assertThat(meant).isEqualTo(counts(sample.facts().get("proposed_normalised_counts")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void results_and_severities_of_a_real_file_stay_together(Sample sample) {
        var pairs = new TreeMap<>(sample.read().checks().stream()
                .collect(groupingBy(check -> check.rawResult() + " | " + check.rawSeverity(), counting())));

        assertThat(pairs).isEqualTo(counts(sample.scan().get("result_by_severity")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void rules_of_a_real_file_are_told_apart(Sample sample) {
        var checks = sample.read().checks();
        var facts = sample.facts();

        var ids = new TreeMap<>(checks.stream().collect(groupingBy(Check::controlId, counting())));
        assertThat(ids).hasSize(facts.get("distinct_control_ids").asInt());
        ids.values().removeIf(count -> count == 1);
        assertThat(ids).isEqualTo(counts(facts.get("duplicate_control_ids")));
        assertThat(checks.stream().map(c -> c.controlId() + "\n" + c.ordinal() + "\n" + c.resource()))
                .doesNotHaveDuplicates();
        var bases = sample.scan().get("distinct_base_ids_stig");
        if (!bases.isNull()) {
            assertThat(checks.stream().map(Check::baseId).distinct()).hasSize(bases.asInt());
            assertThat(checks).noneMatch(check -> check.baseId().endsWith("_rule"));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_real_file_says_its_tool_time_and_machine(Sample sample) {
        var facts = sample.read().facts();
        var scan = sample.scan();

        var isWithoutZone = WITHOUT_ZONE.containsKey(sample.toString());
        var time = isWithoutZone
                ? WITHOUT_ZONE.get(sample.toString())
                : scan.get("end_time_utc").asString();
        assertThat(facts.tool()).isEqualTo(scan.get("tool").asString());
        assertThat(facts.toolVersion()).isEqualTo(scan.get("tool_version").asString(null));
        assertThat(facts.collectedAt()).isEqualTo(Instant.parse(time));
        assertThat(facts.isWarned(FileFacts.TIME_WITHOUT_ZONE)).isEqualTo(isWithoutZone);
        assertThat(facts.targetId()).isEqualTo(TARGETS.get(sample.toString()));
        assertThat(facts.tenant()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void texts_of_rules_come_with_a_real_file_that_has_its_benchmark(Sample sample) {
        var checks = sample.read().checks();
        var scan = sample.scan();

        assertThat(checks.stream().filter(check -> !check.title().equals(check.controlId())))
                .hasSize(scan.get("rule_results_whose_rule_is_in_the_file").asInt());
        assertThat(checks.stream().filter(check -> check.detail() != null))
                .hasSize(scan.get("rule_results_with_message").asInt());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_number_that_a_real_file_gives_a_rule_is_kept(Sample sample) {
        var kept = new TreeMap<String, Long>();
        sample.read().checks().stream()
                .flatMap(check -> check.notes().references().stream())
                .filter(reference -> !reference.framework().equals("DISA STIG"))
                .forEach(reference -> kept.merge(reference.framework(), 1L, Long::sum));
        var stated = new TreeMap<String, Long>();
        counts(sample.scan().get("ident_systems"))
                .forEach((system, count) -> stated.merge(name(system), count, Long::sum));

        assertThat(kept).isEqualTo(stated);
    }

    private static String name(String system) {
        return system.endsWith("/legacy")
                ? "DISA legacy"
                : system.contains("cce")
                        ? "CCE"
                        : system.substring(system.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
    }
}

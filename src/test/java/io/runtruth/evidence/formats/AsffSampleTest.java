package io.runtruth.evidence.formats;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.evidence.Check;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Every number of the Security Hub samples that a reader can know. Skipped, and reported so, where the sample
/// files are missing.
class AsffSampleTest {

    private static final String THREATS = "securityhub-2024-guardduty-no-compliance.json";
    private static final Map<Path, ReadFile> READ = new ConcurrentHashMap<>();

    record Sample(Path path, JsonNode facts) {

        static final Sample MISSING = new Sample(Path.of(""), MissingNode.getInstance());

        ReadFile read() {
            assumeTrue(this != MISSING, () -> "no sample files in " + SampleFiles.FOLDER);
            return READ.computeIfAbsent(path, ReadFile::of);
        }

        boolean isCurrent() {
            return facts.get("archived").asLong() == 0;
        }

        @Override
        public String toString() {
            return path.getFileName().toString();
        }
    }

    static Stream<Sample> samples() {
        var facts = SampleFiles.furtherFacts("asff");
        return facts.isEmpty()
                ? Stream.of(Sample.MISSING)
                : facts.entrySet().stream()
                        .filter(file -> !file.getKey().endsWith(THREATS))
                        .map(file -> new Sample(file.getKey(), file.getValue()));
    }

    @Test
    void threats_are_no_checks_and_refused_by_their_name() {
        assumeTrue(SampleFiles.areThere(), () -> "no sample files in " + SampleFiles.FOLDER);

        assertThatThrownBy(() -> ReadFile.of(SampleFiles.FOLDER.resolve("asff").resolve(THREATS)))
                .hasMessage("evidence.asff_no_checks");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_finding_is_a_check_or_counted_as_skipped(Sample sample) {
        var file = sample.read();
        var facts = sample.facts();

        assertThat(file.facts().format().code()).isEqualTo("asff");
        assertThat(file.checks()).hasSize((int) file.facts().total());
        assertThat(file.facts().skipped()).isEqualTo(counts(facts.get("proposed_skipped")));
        assertThat(file.facts().total() + facts.get("archived").asLong())
                .isEqualTo(facts.get("number_of_checks").asLong());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void raw_results_are_counted_as_the_file_has_them(Sample sample) {
        var file = sample.read();
        var counted = new TreeMap<String, Long>();
        file.facts().byResult().forEach((result, count) -> counted.put(result.code(), count));

        assertThat(file.facts().byRawResult())
                .isEqualTo(sample.isCurrent() ? counts(sample.facts().get("result_counts")) : Map.of());
        assertThat(counted).isEqualTo(counts(sample.facts().get("proposed_normalised_counts")));
        assertThat(file.facts().suppressed())
                .isEqualTo(sample.facts().get("proposed_suppressed").asLong());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_tools_own_severities_are_kept(Sample sample) {
        var file = sample.read();
        assumeTrue(sample.isCurrent(), "nothing in it is current");
        var severities = file.checks().stream().collect(groupingBy(Check::rawSeverity, TreeMap::new, counting()));
        var combined = file.checks().stream()
                .collect(groupingBy(c -> c.rawResult() + " | " + c.rawSeverity(), TreeMap::new, counting()));

        assertThat(severities).isEqualTo(counts(sample.facts().get("severity_counts")));
        assertThat(combined).isEqualTo(counts(sample.facts().get("result_by_severity")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void controls_and_resources_are_told_apart(Sample sample) {
        var file = sample.read();
        assumeTrue(sample.isCurrent(), "nothing in it is current");

        assertThat(file.checks().stream().map(Check::controlId).distinct())
                .hasSize(sample.facts().get("distinct_control_ids").asInt());
        assertThat(file.checks().stream().map(c -> c.controlId() + c.ordinal() + c.resource()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_resource_that_is_a_phrase_is_told_apart_by_its_region() {
        assumeTrue(SampleFiles.areThere(), () -> "no sample files in " + SampleFiles.FOLDER);
        var file = ReadFile.of(SampleFiles.FOLDER.resolve("asff/prowler-3.3.0-aws.asff.json"));

        assertThat(file.checks().stream()
                        .map(check -> check.controlId() + " | " + check.resource())
                        .distinct())
                .hasSize(728);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_newest_change_says_when_the_export_was_at_the_earliest(Sample sample) {
        var file = sample.read();

        assertThat(file.facts().collectedAt())
                .isEqualTo(Instant.parse(sample.facts().get("collected_at_utc").asString()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_tool_and_its_version_are_named(Sample sample) {
        var facts = sample.read().facts();
        var version = sample.facts().path("tool_version").path(0).asString(null);

        assertThat(facts.tool()).isEqualTo(sample.facts().get("tool").asString());
        assertThat(facts.toolVersion()).isEqualTo(version);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_target_is_the_one_account_or_none(Sample sample) {
        var facts = sample.read().facts();
        var accounts = sample.facts().get("target").get("AwsAccountId").propertyNames();
        var account = accounts.iterator().next();

        assertThat(facts.targetId()).isEqualTo(accounts.size() == 1 && !account.contains("X") ? account : null);
        assertThat(facts.isWarned("several_targets")).isEqualTo(accounts.size() > 1);
    }

    private static Map<String, Long> counts(JsonNode counts) {
        var byWord = new TreeMap<String, Long>();
        counts.forEachEntry((word, count) -> byWord.merge(word.startsWith("<") ? "" : word, count.asLong(), Long::sum));
        return byWord;
    }
}

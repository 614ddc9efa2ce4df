package io.runtruth.evidence.formats;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.evidence.Check;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Every number of the Heimdall samples that a reader can know. Skipped, and reported so, where the sample files
/// are missing.
class HdfSampleTest {

    private static final Map<Path, ReadFile> READ = new ConcurrentHashMap<>();

    record Sample(Path path, JsonNode facts) {

        static final Sample MISSING = new Sample(Path.of(""), MissingNode.getInstance());

        ReadFile read() {
            assumeTrue(this != MISSING, () -> "no sample files in " + SampleFiles.FOLDER);
            return READ.computeIfAbsent(path, ReadFile::of);
        }

        boolean isConverted() {
            return facts.get("tool").asString().contains("converter");
        }

        /// Whether no control has a severity beside its impact.
        boolean hasImpactsOnly() {
            return counts(facts.get("severity_tag_counts")).keySet().stream().allMatch(String::isEmpty);
        }

        @Override
        public String toString() {
            return path.getFileName().toString();
        }
    }

    static Stream<Sample> samples() {
        var facts = SampleFiles.furtherFacts("hdf");
        return facts.isEmpty()
                ? Stream.of(Sample.MISSING)
                : facts.entrySet().stream().map(file -> new Sample(file.getKey(), file.getValue()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_control_objects_of_a_file_are_its_checks_or_repeat_one(Sample sample) {
        var file = sample.read();
        var facts = sample.facts();

        assertThat(file.facts().format().code()).isEqualTo("hdf");
        assertThat(file.facts().total()).isEqualTo(facts.get("number_of_checks").asLong());
        assertThat(file.checks()).hasSize((int) file.facts().total());
        assertThat(file.facts().total() + file.facts().skipped().getOrDefault("repeated_control", 0L))
                .isEqualTo(facts.get("control_objects_in_file").asLong());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void results_are_normalised_as_the_format_has_them(Sample sample) {
        var file = sample.read();
        var counted = new TreeMap<String, Long>();
        file.facts().byResult().forEach((result, count) -> counted.put(result.code(), count));

        assertThat(counted).isEqualTo(counts(sample.facts().get("proposed_normalised_counts")));
        assertThat(file.facts().suppressed())
                .isEqualTo(sample.facts().get("suppressed").asLong());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_tools_words_are_those_of_its_tests(Sample sample) {
        var file = sample.read();
        var words = counts(sample.facts().get("result_counts"));

        assertThat(file.checks())
                .allSatisfy(check -> assertThat(check.rawResult())
                        .satisfiesAnyOf(
                                word -> assertThat(words).containsKey(word),
                                word -> assertThat(word).isEmpty()));
        assertThat(file.checks().stream().filter(check -> check.rawResult().isEmpty()))
                .hasSize((int)
                        sample.facts().path("results_per_control").path("0").asLong(0));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_impact_is_a_severity_where_there_is_no_other(Sample sample) {
        var file = sample.read();
        assumeTrue(sample.hasImpactsOnly(), "severities are in the tags");
        var impacts = file.checks().stream()
                .collect(groupingBy(check -> check.rawSeverity().split(" ")[0], TreeMap::new, counting()));
        var severities = file.checks().stream()
                .map(check -> check.severity().code())
                .map(code -> code.equals("informational") ? "none" : code)
                .collect(groupingBy(code -> code, TreeMap::new, counting()));

        assertThat(impacts).isEqualTo(counts(sample.facts().get("impact_counts")));
        assertThat(severities).isEqualTo(counts(sample.facts().get("severity_counts_by_heimdall2_thresholds")));
        assertThat(file.checks())
                .allMatch(check -> check.rawSeverity().contains("Heimdall Tools") == sample.isConverted());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void control_ids_are_told_apart(Sample sample) {
        var file = sample.read();

        assertThat(file.checks().stream().map(Check::controlId).distinct())
                .hasSize(sample.facts().get("distinct_control_ids").asInt());
        assertThat(file.checks()).allMatch(check -> check.ordinal() == 1);
        assertThat(file.checks().stream().filter(check -> check.resource() != null))
                .hasSize(sample.facts().get("ids_with_line_break").asInt());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_latest_test_says_when_the_run_was(Sample sample) {
        var file = sample.read();
        var stated = sample.facts().path("collected_at_utc").asString(null);

        assertThat(file.facts().collectedAt()).isEqualTo(stated == null ? null : Instant.parse(stated));
        assertThat(file.facts().isWarned("time_missing")).isEqualTo(stated == null);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_tool_and_who_converted_its_output_are_named(Sample sample) {
        var facts = sample.read().facts();
        var version = sample.facts().get("tool_version").asString();

        if (sample.isConverted()) {
            var profile = sample.facts().get("profiles").get(0);
            assertThat(facts.tool()).isEqualTo(profile.get("name").asString() + " (Heimdall Tools)");
            assertThat(facts.toolVersion()).contains("Heimdall Tools " + version);
            assertThat(facts.toolVersion()).contains(profile.path("version").asString(""));
        } else {
            assertThat(facts.tool()).isEqualTo("InSpec");
            assertThat(facts.toolVersion()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_target_is_the_machine_or_none(Sample sample) {
        var facts = sample.read().facts();

        assertThat(facts.targetId())
                .isEqualTo(sample.facts().get("target").path("fqdn").asString(null));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void neither_code_nor_markup_nor_persons_reach_a_check(Sample sample) {
        var file = sample.read();

        assertThat(file.checks()).allSatisfy(check -> {
            assertThat(check.toString())
                    .doesNotContain("<pre", "</", "href=", "source_location", "ec2-user", "/Users/demo");
            assertThat(check.toString()).doesNotContain("describe file(", "Robin.Example", "alex@example.com");
        });
    }

    private static Map<String, Long> counts(JsonNode counts) {
        var byWord = new TreeMap<String, Long>();
        counts.forEachEntry((word, count) -> byWord.merge(word.startsWith("<") ? "" : word, count.asLong(), Long::sum));
        return byWord;
    }
}

package io.runtruth.evidence.formats;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.FileFacts;
import io.runtruth.shared.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Every number of `FACTS.json` that a reader can know. Skipped, and reported so, where the sample files are
/// missing.
class SampleFactsTest {

    private static final Map<String, String> CODES = Map.of(
            "scubagear", "scubagear",
            "maester", "maester",
            "zero-trust-assessment", "zero_trust_assessment",
            "prowler-ocsf", "ocsf",
            "sarif", "sarif",
            "oscal-assessment-results", "oscal");

    private static final Map<String, String> REFUSED = Map.of(
            "odd-prowler-v3-native.json", "evidence.native_prowler_unsupported",
            "odd-single-class-2002.ocsf.json", "evidence.ocsf_class_unsupported",
            "odd-scubagear-1.8.0-TestResults.json", "evidence.scuba_test_results_unsupported");

    /// Their time has no zone, so `FACTS.json` has none; it is read as UTC.
    private static final Map<String, String> WITHOUT_ZONE = Map.of(
            "odd-prowler-4.2.1-aws-event_time.ocsf.json", "2024-06-03T14:15:19.382Z",
            "prowler-4.2.1-aws-suppressed.ocsf.json", "2024-06-03T14:15:19.382Z");

    private static final Map<Path, ReadFile> READ = new ConcurrentHashMap<>();

    static Stream<Sample> samples() {
        return SampleFiles.areThere()
                ? SampleFiles.facts().entrySet().stream()
                        .map(file -> new Sample(file.getKey(), file.getValue()))
                        .filter(sample -> !REFUSED.containsKey(sample.toString()))
                : Stream.of(Sample.MISSING);
    }

    @Test
    void a_sample_of_another_kind_is_refused_by_its_name() {
        assumeTrue(SampleFiles.areThere(), () -> "no sample files in " + SampleFiles.FOLDER);
        var refused = new TreeMap<String, String>();

        SampleFiles.facts().keySet().stream()
                .filter(path -> REFUSED.containsKey(path.getFileName().toString()))
                .forEach(path -> refused.put(
                        path.getFileName().toString(),
                        catchThrowableOfType(Problem.InvalidInput.class, () -> ReadFile.of(path))
                                .code()));

        assertThat(REFUSED).containsAllEntriesOf(refused);
    }

    record Sample(Path path, JsonNode facts) {

        static final Sample MISSING = new Sample(Path.of(""), MissingNode.getInstance());

        ReadFile read() {
            assumeTrue(this != MISSING, () -> "no sample files in " + SampleFiles.FOLDER);
            return READ.computeIfAbsent(path, ReadFile::of);
        }

        /// Of the one run; missing where there is none, or more than one.
        JsonNode run() {
            var runs = facts.path("runs");
            return runs.size() == 1 ? runs.get(0) : MissingNode.getInstance();
        }

        boolean isOf(String format) {
            return facts.path("format").asString("").equals(format);
        }

        @Override
        public String toString() {
            return path.getFileName().toString();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_format_is_recognised_and_every_check_is_counted(Sample sample) {
        var file = sample.read();

        assertThat(file.facts().format().code())
                .isEqualTo(CODES.get(sample.facts().get("format").asString()));
        assertThat(file.facts().total())
                .isEqualTo(sample.facts().get("number_of_checks").asLong());
        assertThat(file.checks()).hasSize((int) file.facts().total());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void raw_results_are_counted_as_the_file_has_them(Sample sample) {
        var file = sample.read();

        assertThat(file.facts().byRawResult()).isEqualTo(counts(sample.facts().get("result_counts")));
        assertThat(counted(file, Check::rawResult)).isEqualTo(file.facts().byRawResult());
        assertThat(file.facts().byResult().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(file.facts().total());
        var counted = counts(sample.facts().get("result_counts"));
        var unknown = counted.getOrDefault("unknown", 0L) + counted.getOrDefault("", 0L);
        assertThat(file.facts().byResult().getOrDefault(CheckResult.UNKNOWN, 0L))
                .isEqualTo(unknown);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_tools_own_severities_are_kept(Sample sample) {
        var file = sample.read();
        var stated = counts(sample.facts().get("severity_counts"));

        var severities = counted(file, check -> check.rawSeverity() == null ? "" : check.rawSeverity());
        if (sample.facts().path("severity_field").asString("").equals("none")) {
            assertThat(sample.isOf("oscal-assessment-results")).isTrue(); // that of the risks, if there are any
        } else {
            assertThat(severities).isEqualTo(stated);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void control_ids_and_their_ordinals_tell_repeated_ones_apart(Sample sample) {
        var file = sample.read();
        var facts = sample.facts();

        var ids = new TreeMap<>(file.checks().stream()
                .filter(check -> !check.rawResult().isEmpty())
                .collect(groupingBy(Check::controlId, counting())));
        assertThat(ids).hasSize(facts.get("distinct_control_ids").asInt());
        if (facts.has("distinct_base_ids")) {
            assertThat(counted(file, Check::baseId))
                    .hasSize(facts.get("distinct_base_ids").asInt());
        }
        if (facts.has("duplicate_control_ids")) {
            ids.values().removeIf(count -> count == 1);
            assertThat(ids).isEqualTo(counts(facts.get("duplicate_control_ids")));
        }
        assertThat(file.checks().stream().map(c -> c.controlId() + c.ordinal() + c.resource()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_time_of_collection_is_the_tools_own_or_missing(Sample sample) {
        var file = sample.read();

        var collectedAt = file.facts().collectedAt();
        var stated = WITHOUT_ZONE.getOrDefault(
                sample.toString(), sample.facts().path("collected_at_utc").asString(null));
        assertThat(collectedAt == null ? null : collectedAt.truncatedTo(ChronoUnit.MILLIS))
                .isEqualTo(stated == null ? null : Instant.parse(stated));
        assertThat(file.facts().isWarned("time_missing")).isEqualTo(stated == null);
        assertThat(file.facts().isWarned(FileFacts.TIME_WITHOUT_ZONE))
                .isEqualTo(WITHOUT_ZONE.containsKey(sample.toString()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_tool_and_its_version_are_named(Sample sample) {
        var file = sample.read();
        var facts = sample.isOf("sarif") ? sample.run() : sample.facts();

        if (facts.path("tool").isString()) {
            assertThat(file.facts().tool()).isEqualTo(facts.get("tool").asString());
            assertThat(file.facts().toolVersion()).isEqualTo(version(facts));
        }
    }

    private static String version(JsonNode facts) {
        if (facts.has("oscal_version")) {
            return facts.get("oscal_version").asString(null);
        }
        var version = facts.get("tool_version");
        return version.isArray() ? version.get(0).asString() : version.asString(null);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_target_is_the_files_own_or_none(Sample sample) {
        var file = sample.read();

        assertThat(file.facts().targetId()).isEqualTo(target(sample));
    }

    private static String target(Sample sample) {
        var target = sample.facts().path("target");
        return switch (sample.facts().get("format").asString()) {
            case "sarif" -> null;
            case "oscal-assessment-results" ->
                target.get("inventory_items").asInt() == 1
                        ? identity(target.get("inventory").get(0))
                        : null;
            case "prowler-ocsf" -> target.path("account_uid").path(0).asString(null);
            case "maester" ->
                target.get("tenant_id_is_guid").asBoolean()
                        ? target.get("tenant_id").asString()
                        : null;
            default -> target.get("tenant_id").asString();
        };
    }

    private static String identity(JsonNode item) {
        return item.path("target").asString(item.iterator().next().asString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void suppressed_checks_are_counted(Sample sample) {
        var file = sample.read();
        var facts = sample.isOf("sarif") ? sample.run() : sample.facts();

        assertThat(file.facts().suppressed())
                .isEqualTo(facts.path("muted").asLong(0)
                        + facts.path("suppressed_results").asLong(0));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_files_summary_is_mentioned_only_where_a_recount_differs(Sample sample) {
        var file = sample.read();

        var differences = new TreeMap<String, String>();
        file.facts().summaryDifferences().forEach(d -> differences.put(d.label(), d.stated() + "/" + d.counted()));
        var expected = new TreeMap<String, String>();
        sample.facts().path("header_summary_vs_recount").forEachEntry((pillar, numbers) -> {
            var header = numbers.get("header");
            expect(expected, pillar + "Passed", header.get(0), numbers.get("recount_passed"));
            expect(expected, pillar + "Total", header.get(1), numbers.get("recount_total_not_skipped_not_planned"));
        });
        assertThat(differences).isEqualTo(expected);
    }

    private static void expect(Map<String, String> expected, String label, JsonNode stated, JsonNode counted) {
        if (stated.asLong() != counted.asLong()) {
            expected.put(label, stated.asLong() + "/" + counted.asLong());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areas_are_the_tools_products_and_pillars(Sample sample) {
        var file = sample.read();
        var facts = sample.facts();

        var areas = counted(file, Check::area);
        if (facts.has("checks_per_product")) {
            assertThat(areas).isEqualTo(counts(facts.get("checks_per_product")));
        }
        if (facts.has("pillar_counts")) {
            var pillars = new TreeMap<String, Long>();
            counts(facts.get("pillar_counts"))
                    .forEach((pillar, count) -> pillars.put(pillar.replace("+", ", "), count));
            assertThat(areas).isEqualTo(pillars);
        }
        if (facts.has("blocks")) {
            assertThat(areas).hasSize(facts.get("distinct_blocks_in_tests").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_failed_test_that_broke_is_an_error_and_stays_failed_in_the_tools_words(Sample sample) {
        var file = sample.read();

        var broken = file.checks().stream()
                .filter(check -> check.rawResult().equals("Failed") && check.result() == CheckResult.ERROR)
                .toList();
        assertThat(broken)
                .hasSize(sample.facts().path("failed_that_are_tool_errors").asInt(0));
        assertThat(broken).allMatch(check -> "tool_error".equals(check.resultReason()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void resources_are_told_apart(Sample sample) {
        var file = sample.read();
        var facts = sample.isOf("sarif") ? sample.run() : sample.facts();

        var resources = file.checks().stream()
                .map(Check::resource)
                .filter(r -> r != null)
                .distinct();
        if (facts.has("distinct_resource_uids")) {
            assertThat(resources).hasSize(facts.get("distinct_resource_uids").asInt());
        } else if (facts.has("distinct_artifact_uris")) {
            assertThat(resources).hasSize(facts.get("distinct_artifact_uris").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void no_markup_and_no_persons_address_reaches_a_check(Sample sample) {
        var file = sample.read();
        var account = sample.facts().path("target").path("account").asString("@");

        assertThat(file.checks()).allSatisfy(check -> {
            assertThat(check.title()).doesNotContain("<div", "</", "href=");
            if (check.detail() != null) {
                assertThat(check.detail()).doesNotContain("<br", "</", "href=", "](http", account);
                assertThat(check.detail().length()).isLessThanOrEqualTo(4_000);
            }
        });
    }

    @Test
    void a_rerun_with_the_same_results_has_the_same_posture() {
        assumeTrue(SampleFiles.areThere(), () -> "no sample files in " + SampleFiles.FOLDER);
        var folder = SampleFiles.FOLDER.resolve("maester");
        var first = ReadFile.of(folder.resolve("maester-next-AD-TestResults-2026-04-26-122925.json"));
        var second = ReadFile.of(folder.resolve("maester-next-AD-TestResults-2026-04-26-123508.json"));
        var other = ReadFile.of(folder.resolve("maester-0.1.0-test-results-2025-04-30.json"));

        assertThat(first.facts().postureDigest()).isEqualTo(second.facts().postureDigest());
        assertThat(first.facts().postureDigest()).isNotEqualTo(other.facts().postureDigest());
    }

    private static Map<String, Long> counted(ReadFile file, Function<Check, String> word) {
        return file.checks().stream().collect(groupingBy(word, TreeMap::new, counting()));
    }

    /// `<null>`, `<absent>` and `<empty>` are one to a reader: missing.
    private static Map<String, Long> counts(JsonNode counts) {
        var byWord = new TreeMap<String, Long>();
        counts.forEachEntry((word, count) -> byWord.merge(word.startsWith("<") ? "" : word, count.asLong(), Long::sum));
        return byWord;
    }
}

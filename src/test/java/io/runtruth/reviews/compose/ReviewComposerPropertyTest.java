package io.runtruth.reviews.compose;

import static io.runtruth.reviews.compose.Composition.FIRST;
import static io.runtruth.reviews.compose.Composition.SECOND;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.Counts;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.reviews.ReviewContent.SnapshotPosture;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for any checks, on seeded random ones.
class ReviewComposerPropertyTest {

    private record Group(Severity severity, String controlId, String title) {}

    private static final Comparator<Group> MOST_SEVERE_FIRST = Comparator.comparing(Group::severity)
            .thenComparing(Group::controlId)
            .thenComparing(Group::title);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    @Tag("I13")
    void the_order_of_checks_snapshots_and_old_evidence_does_not_change_a_byte(long seed) {
        var random = new Random(seed);
        var composition = new Composition()
                .with(FIRST, "ScubaGear", RandomChecks.checks(random, 2_000))
                .with(SECOND, "Maester", RandomChecks.checks(random, 500))
                .accepting("ScubaGear", "C1", null, null)
                .accepting("Maester", "C2", null, null)
                .leavingOut("Checkov", 40)
                .leavingOut("Prowler", 50);

        var bytes = composition.compose().canonicalBytes();

        assertThat(composition.compose().canonicalBytes()).isEqualTo(bytes);
        assertThat(composition.shuffled(random).compose().canonicalBytes()).isEqualTo(bytes);
    }

    /// Another digest is other content: whoever changes the one raises the other, so that what earlier rules composed
    /// is not taken for it (contract 6.1.1).
    @Test
    @Tag("I1")
    void what_is_composed_changes_with_the_version_of_the_rules_only() throws NoSuchAlgorithmException {
        var content = new Composition()
                .with(FIRST, "ScubaGear", RandomChecks.checks(new Random(1), 500))
                .accepting("ScubaGear", "C1", null, null)
                .leavingOut("Checkov", 40)
                .compose();

        var digest = MessageDigest.getInstance("SHA-256").digest(content.canonicalBytes());
        assertThat(ReviewComposer.RULES_VERSION + " " + HexFormat.of().formatHex(digest))
                .isEqualTo("5 6ee85abd2cc9e780481f517f5323c36dde0a0e74708145a2831bd1c3c22c0120");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void counts_always_add_up(long seed) {
        var checks = RandomChecks.checks(new Random(seed), 3_000);
        var content = new Composition().with(FIRST, "ScubaGear", checks).compose();

        var summary = content.executiveSummary();
        var coverage = summary.coverage();
        var file = content.provenance().snapshots().getFirst().counts();
        var failed = checks.stream().filter(ReviewComposerPropertyTest::isRisk).count();
        assertThat(summary.counts()).isEqualTo(file);
        assertThat(file.total()).isEqualTo(checks.size()).isEqualTo(coverage.checks());
        assertThat(coverage.assessed() + sum(coverage.gaps().values())).isEqualTo(coverage.checks());
        assertThat(summary.rate().rated()).isEqualTo(coverage.assessed());
        assertThat(total(content.controlPosture().snapshots().getFirst())).isEqualTo(file);
        assertThat(sum(summary.failed().values()))
                .isEqualTo(failed)
                .isEqualTo(content.topRisks().failed());
        assertThat(content.acceptedSuppressed().total())
                .isEqualTo(checks.stream().filter(Check::suppressed).count())
                .isEqualTo(file.totalSuppressed());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void the_risks_listed_are_those_that_sorting_everything_would_list(long seed) {
        var checks = RandomChecks.checks(new Random(seed), 3_000);
        var content = new Composition().with(FIRST, "ScubaGear", checks).compose();

        var everything = checks.stream()
                .filter(ReviewComposerPropertyTest::isRisk)
                .collect(Collectors.groupingBy(check -> new Group(check.severity(), check.controlId(), check.title())));
        var expected = everything.entrySet().stream()
                .sorted(comparing((Map.Entry<Group, List<Check>> group) ->
                                group.getKey().severity())
                        .thenComparing(group -> -group.getValue().size())
                        .thenComparing(Map.Entry.comparingByKey(MOST_SEVERE_FIRST)))
                .limit(TopRisksFold.RISKS)
                .map(group -> group.getKey() + " " + group.getValue().size() + resources(group.getValue()))
                .toList();
        assertThat(everything).hasSizeGreaterThan(TopRisksFold.RISKS);
        assertThat(content.topRisks().risks())
                .extracting(ReviewComposerPropertyTest::described)
                .isEqualTo(expected);
    }

    private static boolean isRisk(Check check) {
        return check.result() == CheckResult.FAIL && !check.suppressed();
    }

    private static List<String> resources(List<Check> checks) {
        return checks.stream()
                .flatMap(check -> Stream.ofNullable(check.resource()))
                .distinct()
                .sorted()
                .limit(10)
                .toList();
    }

    private static String described(Risk risk) {
        return new Group(risk.severity(), risk.controlId(), risk.title()) + " " + risk.affected() + risk.resources();
    }

    private static Counts total(SnapshotPosture posture) {
        var all = Stream.concat(
                        posture.areas().stream().map(area -> area.severities()), Stream.ofNullable(posture.folded()))
                .flatMap(severities -> severities.values().stream())
                .toList();
        return new Counts(
                added(all.stream().map(Counts::results)), added(all.stream().map(Counts::suppressed)));
    }

    private static Map<CheckResult, Long> added(Stream<Map<CheckResult, Long>> maps) {
        return maps.flatMap(map -> map.entrySet().stream())
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.summingLong(Map.Entry::getValue)));
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}

package io.runtruth.evidence.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.FileFacts;
import io.runtruth.evidence.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckCounterTest {

    private static final FileOrigin SOURCE = new FileOrigin("tool", null, null, null, "", StatedTime.NONE);

    private final List<Check> checks = new ArrayList<>();

    private static CheckDraft check(String control, String resource) {
        return new CheckDraft()
                .control(control, "Title")
                .resource(resource)
                .severity("High", Severity.HIGH)
                .result("PASS", NormalisedResult.of(CheckResult.PASS));
    }

    private FileFacts facts(CheckDraft... drafts) {
        var recount = new CheckCounter(checks::add);
        for (var draft : drafts) {
            recount.add(draft);
        }
        return recount.facts(EvidenceFormat.OCSF, SOURCE);
    }

    private String posture(CheckDraft... drafts) {
        return facts(drafts).postureDigest();
    }

    @Test
    void posture_is_free_of_order_and_display_text() {
        var posture = posture(check("a", "1"), check("b", "2").detail("x").area("y"));

        assertThat(posture(check("b", "2").detail("other"), check("a", "1"))).isEqualTo(posture);
        assertThat(posture).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void posture_tells_every_part_of_a_check_apart() {
        var postures = List.of(
                posture(),
                posture(check("a", "1")),
                posture(check("a", "1"), check("a", "1")),
                posture(check("b", "1")),
                posture(check("a", "2")),
                posture(check("a", null)),
                posture(check("a1", "")),
                posture(check("a", "1").result("FAIL", NormalisedResult.of(CheckResult.FAIL))),
                posture(check("a", "1").severity("Low", Severity.LOW)),
                posture(check("a", "1").suppressed(null, null)));

        assertThat(postures).doesNotHaveDuplicates();
    }

    @Test
    void repeated_checks_of_one_resource_are_numbered() {
        facts(check("a", "1"), check("a", "2"), check("a", "1"), check("b", "1"), check("a", "1"));

        assertThat(checks).extracting(Check::ordinal).containsExactly(1, 1, 2, 1, 3);
    }

    @Test
    void ordinals_survive_the_growth_of_their_table() {
        var occurrences = new Occurrences();

        IntStream.range(0, 50_000).forEach(i -> occurrences.next("control-" + i, "resource"));

        assertThat(IntStream.range(0, 50_000).map(i -> occurrences.next("control-" + i, "resource")))
                .containsOnly(2);
    }

    @Test
    void people_become_pseudonyms_that_stay_apart() {
        facts(check("a", "ann@example.org"), check("a", "bob@example.org"), check("a", "Ann@example.org"));

        assertThat(checks).extracting(Check::resource).noneMatch(resource -> resource.contains("@"));
        assertThat(checks).extracting(Check::ordinal).containsExactly(1, 1, 2);
    }

    @Test
    void only_web_addresses_are_kept_as_links() {
        facts(
                check("a", "1").remediation("javascript:alert(1)"),
                check("b", "1").remediation("https://example.org/x"));

        assertThat(checks).extracting(Check::remediationUrl).containsExactly(null, "https://example.org/x");
    }

    @Test
    void very_many_different_results_still_add_up() {
        var drafts = IntStream.range(0, 500)
                .mapToObj(i -> check("a", "1").result("word " + i, NormalisedResult.of(CheckResult.UNKNOWN)))
                .toArray(CheckDraft[]::new);

        var counts = facts(drafts).byRawResult();

        assertThat(counts).hasSize(201).containsEntry("…", 300L);
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(500);
    }

    @Test
    void a_check_without_an_id_is_counted_and_said() {
        var facts = facts(new CheckDraft().control(null, "Only a title"));

        assertThat(checks.getFirst().controlId()).isEqualTo("Only a title");
        assertThat(facts.warnings()).contains("checks_without_id");
    }

    @Test
    void more_than_a_million_checks_are_refused() {
        var recount = new CheckCounter(check -> {});
        for (int i = 0; i < CheckCounter.MAX_CHECKS; i++) {
            recount.add(check("a", null));
        }

        assertThatThrownBy(() -> recount.add(check("a", null))).hasMessage("evidence.too_many_checks");
    }
}

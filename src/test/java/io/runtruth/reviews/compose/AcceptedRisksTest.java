package io.runtruth.reviews.compose;

import static io.runtruth.reviews.compose.CheckBuilder.aCheck;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.AcceptedChecks;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.reviews.ReviewContent.Rate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a composition makes of accepted risks (contract 6, content).
class AcceptedRisksTest {

    private static final String TOOL = "ScubaGear";

    @Test
    void what_is_accepted_is_named_with_its_result_and_stays_in_counts_and_rate() {
        var checks = List.of(
                aCheck("A").result(CheckResult.FAIL).build(),
                aCheck("B").result(CheckResult.WARNING).build(),
                aCheck("C").result(CheckResult.FAIL).build(),
                aCheck("D").result(CheckResult.PASS).build());
        var without = new Composition().with(Composition.FIRST, TOOL, checks).compose();

        var content = new Composition()
                .with(Composition.FIRST, TOOL, checks)
                .accepting(TOOL, "A", null, null)
                .accepting(TOOL, "B", null, null)
                .compose();

        assertThat(content.executiveSummary()).isEqualTo(without.executiveSummary());
        assertThat(content.executiveSummary().rate()).isEqualTo(new Rate(1, 4));
        assertThat(content.controlPosture()).isEqualTo(without.controlPosture());
        assertThat(content.completeness()).isEqualTo(without.completeness());
        assertThat(content.findings().counts())
                .isEqualTo(Map.of(FindingGroup.NOT_MET, 1L, FindingGroup.ACCEPTED, 2L, FindingGroup.MET, 1L));
        assertThat(of(content, FindingGroup.ACCEPTED))
                .extracting(Finding::controlId, Finding::result, it -> accepted(content, it))
                .containsExactly(tuple("A", CheckResult.FAIL, "A"), tuple("B", CheckResult.WARNING, "B"));
        assertThat(content.provenance().snapshots().getFirst().accepted())
                .isEqualTo(Map.of(CheckResult.FAIL, 1L, CheckResult.WARNING, 1L));
    }

    @Test
    void what_is_accepted_is_not_among_the_risks_to_begin_with() {
        var content = Composition.of(
                        aCheck("A").result(CheckResult.FAIL).build(),
                        aCheck("B").result(CheckResult.FAIL).build())
                .accepting(TOOL, "A", null, null)
                .compose();

        assertThat(content.topRisks().failed()).isEqualTo(1);
        assertThat(content.topRisks().shown()).isEqualTo(1);
        assertThat(content.topRisks().risks())
                .extracting(ReviewContent.Risk::controlId)
                .containsExactly("B");
    }

    @Test
    void the_id_without_its_version_is_about_every_version() {
        var content = Composition.of(
                        aCheck("A.1v2").base("A.1").result(CheckResult.FAIL).build())
                .accepting(TOOL, "A.1", null, null)
                .accepting(TOOL, "A.1v1", null, null)
                .compose();

        var finding = of(content, FindingGroup.ACCEPTED).getFirst();
        assertThat(finding.baseId()).isEqualTo("A.1");
        assertThat(accepted(content, finding)).isEqualTo("A.1");
        assertThat(content.acceptedSuppressed().accepted())
                .extracting(AcceptedChecks::concernsAny)
                .containsExactly(true, false);
    }

    @Test
    void one_of_a_resource_or_an_ordinal_leaves_the_others_open_and_goes_before_one_of_all() {
        var content = Composition.of(
                        aCheck("A").on("r1").result(CheckResult.FAIL).build(),
                        aCheck("A").on("r2").result(CheckResult.FAIL).build(),
                        aCheck("B").ordinal(1).result(CheckResult.FAIL).build(),
                        aCheck("B").ordinal(2).result(CheckResult.FAIL).build(),
                        aCheck("C").on("r1").result(CheckResult.FAIL).build())
                .accepting(TOOL, "A", null, "r1")
                .accepting(TOOL, "B", 2, null)
                .accepting(TOOL, "C", null, null)
                .accepting(TOOL, "C", null, "r1")
                .compose();

        assertThat(of(content, FindingGroup.NOT_MET))
                .extracting(Finding::controlId)
                .containsExactly("A", "B");
        assertThat(of(content, FindingGroup.NOT_MET).getFirst().found())
                .extracting(Found::resource)
                .containsExactly("r2");
        var section = content.acceptedSuppressed();
        assertThat(section.accepted()
                        .get(of(content, FindingGroup.ACCEPTED).getLast().accepted())
                        .risk()
                        .resource())
                .isEqualTo("r1");
    }

    @Test
    void an_ordinal_without_a_resource_is_about_what_was_found_on_none() {
        var content = Composition.of(
                        aCheck("A").on("r1").ordinal(1).result(CheckResult.FAIL).build(),
                        aCheck("A").on("r2").ordinal(1).result(CheckResult.FAIL).build(),
                        aCheck("B").on("r1").ordinal(1).result(CheckResult.FAIL).build(),
                        aCheck("B").on("r1").ordinal(2).result(CheckResult.FAIL).build())
                .accepting(TOOL, "A", 1, null)
                .accepting(TOOL, "B", 2, "r1")
                .compose();

        assertThat(of(content, FindingGroup.ACCEPTED))
                .extracting(Finding::controlId)
                .containsExactly("B");
        assertThat(of(content, FindingGroup.NOT_MET).stream()
                        .mapToLong(Finding::checks)
                        .sum())
                .isEqualTo(3);
    }

    @Test
    void only_what_speaks_of_a_risk_is_accepted_and_never_what_the_tool_hides() {
        var content = Composition.of(
                        aCheck("A").result(CheckResult.PASS).build(),
                        aCheck("B").result(CheckResult.MANUAL).build(),
                        aCheck("C").result(CheckResult.ERROR).build(),
                        aCheck("D")
                                .result(CheckResult.FAIL)
                                .suppressed("Known", null)
                                .build())
                .accepting(TOOL, "A", null, null)
                .accepting(TOOL, "B", null, null)
                .accepting(TOOL, "C", null, null)
                .accepting(TOOL, "D", null, null)
                .compose();

        assertThat(content.findings().counts()).doesNotContainKey(FindingGroup.ACCEPTED);
        assertThat(content.findings().counts()).containsEntry(FindingGroup.SUPPRESSED, 1L);
        assertThat(content.acceptedSuppressed().accepted())
                .extracting(AcceptedChecks::checks)
                .containsExactly(
                        Map.of(CheckResult.PASS, 1L),
                        Map.of(CheckResult.MANUAL, 1L),
                        Map.of(CheckResult.ERROR, 1L),
                        Map.of());
    }

    @Test
    void one_of_another_tool_accepts_nothing() {
        var content = Composition.of(aCheck("A").result(CheckResult.FAIL).build())
                .accepting("Maester", "A", null, null)
                .compose();

        assertThat(content.findings().counts()).isEqualTo(Map.of(FindingGroup.NOT_MET, 1L));
        assertThat(content.acceptedSuppressed().accepted()).hasSize(1);
    }

    @Test
    void the_order_of_accepted_risks_and_checks_changes_no_byte() {
        var composition = Composition.of(
                        aCheck("A").on("r1").result(CheckResult.FAIL).build(),
                        aCheck("A").on("r2").result(CheckResult.FAIL).build(),
                        aCheck("B").result(CheckResult.WARNING).build())
                .accepting(TOOL, "B", null, null)
                .accepting(TOOL, "A", null, null)
                .accepting(TOOL, "A", null, "r2");
        var bytes = composition.compose().canonicalBytes();

        for (var seed = 0; seed < 20; seed++) {
            assertThat(composition.shuffled(new Random(seed)).compose().canonicalBytes())
                    .isEqualTo(bytes);
        }
    }

    private static List<Finding> of(ReviewContent content, FindingGroup group) {
        return content.findings().controls().stream()
                .filter(it -> it.group() == group)
                .toList();
    }

    private static String accepted(ReviewContent content, Finding finding) {
        return content.acceptedSuppressed()
                .accepted()
                .get(finding.accepted())
                .risk()
                .control();
    }
}

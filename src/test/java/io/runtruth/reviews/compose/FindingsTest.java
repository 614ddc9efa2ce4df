package io.runtruth.reviews.compose;

import static io.runtruth.reviews.compose.CheckBuilder.aCheck;
import static io.runtruth.reviews.compose.CheckBuilder.aFailed;
import static io.runtruth.reviews.compose.Composition.FIRST;
import static io.runtruth.reviews.compose.Composition.SECOND;
import static io.runtruth.testing.NotesBuilder.someNotes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.evidence.StructuredText.Line;
import io.runtruth.evidence.StructuredText.Paragraph;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.reviews.ReviewContent.Gap;
import io.runtruth.reviews.ReviewContent.Risk;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every finding by name, none only counted (contract 6.1.1, content).
@Tag("I13")
class FindingsTest {

    @Test
    void groups_come_in_the_order_in_which_a_reader_acts() {
        var checks = new ArrayList<>(Arrays.stream(CheckResult.values())
                .map(result -> aCheck("of " + result.code()).result(result).build())
                .toList());
        checks.add(aFailed("hidden").suppressed("Known", null).build());

        var findings = findings(checks);

        assertThat(findings.controls())
                .extracting(Finding::group, Finding::controlId)
                .containsExactly(
                        tuple(FindingGroup.NOT_MET, "of fail"),
                        tuple(FindingGroup.WARNING, "of warning"),
                        tuple(FindingGroup.ERROR, "of error"),
                        tuple(FindingGroup.MANUAL, "of manual"),
                        tuple(FindingGroup.NOT_ASSESSED, "of not_assessed"),
                        tuple(FindingGroup.NOT_APPLICABLE, "of not_applicable"),
                        tuple(FindingGroup.SUPPRESSED, "hidden"),
                        tuple(FindingGroup.MET, "of pass"),
                        tuple(FindingGroup.INFORMATIONAL, "of informational"),
                        tuple(FindingGroup.UNKNOWN, "of unknown"));
        assertThat(findings.counts().values()).containsOnly(1L).hasSize(10);
    }

    @Test
    void within_a_group_the_most_severe_come_first_and_then_the_control() {
        var findings = findings(List.of(
                aFailed("A").severity(Severity.LOW).build(),
                aFailed("Z").critical().build(),
                aFailed("C").critical().build(),
                aFailed("B").severity(Severity.UNKNOWN).build()));

        assertThat(findings.controls()).extracting(Finding::controlId).containsExactly("C", "Z", "A", "B");
    }

    @Test
    void what_was_not_assessed_comes_by_reason_before_severity() {
        var findings = findings(List.of(
                notAssessed("A", "no_licence").severity(Severity.LOW).build(),
                notAssessed("B", "not_run").critical().build(),
                notAssessed("C", "not_connected").severity(Severity.LOW).build(),
                notAssessed("D", "no_licence").critical().build(),
                notAssessed("E", "never heard of").critical().build()));

        assertThat(findings.controls())
                .extracting(Finding::controlId, Finding::reason)
                .containsExactly(
                        tuple("C", Gap.NOT_CONNECTED),
                        tuple("D", Gap.NO_LICENCE),
                        tuple("A", Gap.NO_LICENCE),
                        tuple("B", Gap.NOT_RUN),
                        tuple("E", Gap.OTHER));
    }

    @Test
    void the_resources_of_one_control_are_one_finding_and_its_texts_stand_there_once() {
        var notes = notes(text("Turn it on."), null);
        var checks = IntStream.rangeClosed(1001, 2000)
                .mapToObj(n -> aFailed("A")
                        .on("bucket-" + n)
                        .detail(n % 2 == 0 ? "is off" : "is missing")
                        .notes(notes)
                        .build())
                .toList();

        var findings = findings(checks.reversed());

        var finding = findings.controls().getFirst();
        assertThat(findings.controls()).hasSize(1);
        assertThat(finding.checks()).isEqualTo(1000);
        assertThat(finding.found()).hasSize(1000).startsWith(new Found("bucket-1001", 1), new Found("bucket-1002", 2));
        assertThat(findings.texts())
                .extracting(StructuredText::plain)
                .containsExactly("Turn it on.", "is missing", "is off");
    }

    @Test
    void one_control_that_passed_here_and_failed_there_is_two_findings_with_one_remedy() {
        var notes = notes(text("Turn it on."), null);
        var findings = findings(List.of(
                aCheck("A").on("x").notes(notes).build(),
                aFailed("A").on("y").notes(notes).build()));

        assertThat(findings.controls())
                .extracting(Finding::group, Finding::remedy)
                .containsExactly(tuple(FindingGroup.NOT_MET, 0), tuple(FindingGroup.MET, 0));
        assertThat(findings.texts()).hasSize(1);
    }

    @Test
    void what_the_tool_says_beside_the_result_is_kept() {
        var reference = new FrameworkReference("CIS Microsoft 365 4.0.0", "1.1.3");
        var detail = text("2 policies found");
        var remedy = text("Block them.");
        var rationale = text("They know no second factor.");
        var check = aFailed("A")
                .in("AAD")
                .detail("2 policies found, as plain text")
                .notes(someNotes()
                        .group("Legacy")
                        .product("Entra ID")
                        .impact("Low")
                        .effort("Medium")
                        .licence("P1")
                        .references(List.of(reference))
                        .detail(detail)
                        .rationale(rationale)
                        .remedy(remedy)
                        .build())
                .build();

        var findings = findings(List.of(check));

        var finding = findings.controls().getFirst();
        assertThat(finding)
                .extracting(
                        Finding::area,
                        Finding::section,
                        Finding::product,
                        Finding::impact,
                        Finding::effort,
                        Finding::licence,
                        Finding::references,
                        Finding::rawResult,
                        Finding::rawSeverity,
                        Finding::remediationUrl)
                .containsExactly(
                        "AAD",
                        "Legacy",
                        "Entra ID",
                        "Low",
                        "Medium",
                        "P1",
                        List.of(reference),
                        "raw fail",
                        "Raw MEDIUM",
                        "https://example.org/A");
        assertThat(findings.text(finding.rationale())).contains(rationale);
        assertThat(findings.text(finding.remedy())).contains(remedy);
        assertThat(findings.text(finding.found().getFirst().detail())).contains(detail);
    }

    @Test
    void a_suppression_is_told_with_its_reason_and_end_and_the_result_that_it_hides() {
        var until = LocalDate.parse("2027-01-31");
        var finding = findings(List.of(aFailed("A").suppressed("Planned", until).build()))
                .controls()
                .getFirst();

        assertThat(finding.group()).isEqualTo(FindingGroup.SUPPRESSED);
        assertThat(finding.result()).isEqualTo(CheckResult.FAIL);
        assertThat(finding.suppression()).isEqualTo(new Check.Suppression("Planned", until));
    }

    @Test
    void a_finding_names_its_source_by_position() {
        var content = new Composition()
                .with(SECOND, "Maester", List.of(aFailed("A").build()))
                .with(FIRST, "ScubaGear", List.of(aFailed("A").build()))
                .compose();

        assertThat(content.findings().controls())
                .extracting(finding -> content.provenance()
                        .snapshots()
                        .get(finding.source())
                        .source()
                        .tool())
                .containsExactly("Maester", "ScubaGear");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void counts_add_up_and_every_check_is_listed(long seed) {
        var checks = RandomChecks.checks(new Random(seed), 3_000);
        var content = new Composition().with(FIRST, "ScubaGear", checks).compose();

        var findings = content.findings();
        assertThat(findings.total()).isEqualTo(3_000);
        assertThat(findings.named()).isEqualTo(3_000);
        assertThat(findings.listed()).isEqualTo(3_000);
        for (var group : FindingGroup.values()) {
            assertThat(findings.controls().stream()
                            .filter(finding -> finding.group() == group)
                            .mapToLong(Finding::checks)
                            .sum())
                    .isEqualTo(findings.counts().getOrDefault(group, 0L));
        }
        assertThat(findings.controls())
                .allMatch(finding -> finding.checks() == finding.found().size());
    }

    @Test
    void beyond_twenty_thousand_checks_controls_are_still_named_and_counted_whole() {
        var checks = new ArrayList<Check>();
        for (int n = 0; n < 15_000; n++) {
            checks.add(aFailed("A").on("r" + (100_000 + n)).build());
            checks.add(aFailed("B").on("r" + (100_000 + n)).build());
            checks.add(aCheck("C").on("r" + (100_000 + n)).build());
        }

        var findings = findings(checks.reversed());

        assertThat(findings.total()).isEqualTo(45_000);
        assertThat(findings.named()).isEqualTo(45_000);
        assertThat(findings.listed()).isEqualTo(20_000);
        assertThat(findings.controls())
                .extracting(
                        Finding::controlId,
                        Finding::checks,
                        finding -> finding.found().size())
                .containsExactly(tuple("A", 15_000L, 15_000), tuple("B", 15_000L, 5_000), tuple("C", 15_000L, 0));
    }

    @Test
    void beyond_twenty_thousand_controls_the_count_says_how_many_checks_are_named() {
        var checks = IntStream.range(0, 34_120)
                .mapToObj(n -> aFailed("C" + (100_000 + n)).build())
                .toList();

        var findings = findings(checks.reversed());

        assertThat(findings.controls()).hasSize(20_000);
        assertThat(findings.controls().getLast().controlId()).isEqualTo("C119999");
        assertThat(findings.named()).isEqualTo(20_000);
        assertThat(findings.total()).isEqualTo(34_120);
        assertThat(findings.counts()).isEqualTo(Map.of(FindingGroup.NOT_MET, 34_120L));
    }

    @Test
    void beyond_what_texts_may_weigh_findings_are_named_without_them_and_the_order_of_checks_means_nothing() {
        var checks = new ArrayList<Check>();
        for (int n = 1000; n < 5000; n++) {
            checks.add(aFailed("C" + n).detail(n + "x".repeat(n * 7919 % 3000)).build());
        }

        var findings = findings(checks);
        var weight = characters(findings);
        Collections.shuffle(checks, new Random(1));

        assertThat(weight).isBetween(SharedTexts.MOST * 8 / 10, SharedTexts.MOST);
        assertThat(findings.named()).isEqualTo(4_000);
        assertThat(findings.listed()).isEqualTo(findings.texts().size()).isLessThan(4_000);
        assertThat(findings(checks)).isEqualTo(findings);
        assertThat(findings(checks.reversed())).isEqualTo(findings);
    }

    /// For each of them anew there would be no room.
    @Test
    void why_controls_matter_stands_there_once_however_many_say_it() {
        var why = "Because. ".repeat(1_500);
        var checks = IntStream.range(0, 600)
                .mapToObj(n ->
                        aFailed("C" + n % 300).on("r" + n).notes(because(why)).build())
                .toList();

        var findings = findings(checks);

        assertThat(said(findings, Finding::rationale)).hasSize(300).containsOnly(Optional.of(why));
        assertThat(findings.texts()).extracting(StructuredText::plain).containsExactly(why);
        assertThat(findings.rationalesLeftOut()).isNull();
    }

    @Test
    void why_a_control_matters_is_what_its_first_check_says() {
        var checks = List.of(
                aFailed("A").on("y").notes(because("y")).build(),
                aFailed("A").on("x").ordinal(2).notes(because("x 2")).build(),
                aFailed("A").on("x").notes(because("x 1")).build(),
                aFailed("B").on("x").build(),
                aFailed("B").on("y").notes(because("another")).build());

        for (var order : List.of(checks, checks.reversed())) {
            var findings = findings(order);
            assertThat(findings.controls())
                    .extracting(finding -> findings.text(finding.rationale()).map(StructuredText::plain))
                    .containsExactly(Optional.of("x 1"), Optional.empty());
            assertThat(findings.rationalesLeftOut()).isNull();
        }
    }

    @Test
    void a_tool_that_does_not_say_why_a_control_matters_leaves_nothing_out() {
        var findings = findings(List.of(
                aFailed("A").notes(notes(text("Turn it on."), text("off"))).build()));

        assertThat(findings.controls()).extracting(Finding::rationale).containsOnlyNulls();
        assertThat(findings.rationalesLeftOut()).isNull();
    }

    /// Texts of so many characters on average: what is told of a check takes all room, most of it, hardly any.
    @ParameterizedTest
    @CsvSource({"1800,500", "600,900", "600,2900", "10,2900"})
    void what_was_found_and_what_to_do_have_room_before_why_it_matters_and_the_order_of_checks_means_nothing(
            int told, int why) {
        var checks = new ArrayList<Check>();
        var unexplained = new ArrayList<Check>();
        for (int n = 1000; n < 4000; n++) {
            var remedy = text("Remedy " + n + filler(n, told));
            var detail = text("Detail " + n + filler(n * 3, told));
            var rationale = text("Why " + n + filler(n * 5, why));
            var notes = someNotes().detail(detail).remedy(remedy);
            unexplained.add(aFailed("C" + n).notes(notes.build()).build());
            checks.add(
                    aFailed("C" + n).notes(notes.rationale(rationale).build()).build());
        }

        var findings = findings(checks);

        var without = findings(unexplained);
        assertThat(findings.listed()).isEqualTo(without.listed());
        assertThat(said(findings, Finding::remedy)).isEqualTo(said(without, Finding::remedy));
        assertThat(said(findings, FindingsTest::detail)).isEqualTo(said(without, FindingsTest::detail));
        var rationales = said(findings, Finding::rationale);
        var fitting = rationales.stream().takeWhile(Optional::isPresent).count();
        assertThat(rationales.stream().skip(fitting)).containsOnly(Optional.empty());
        assertThat(findings.rationalesLeftOut()).isEqualTo(findings.listed() - fitting);
        assertThat(characters(findings)).isBetween(SharedTexts.MOST * 7 / 10, SharedTexts.MOST);
        Collections.shuffle(checks, new Random(1));
        assertThat(findings(checks)).isEqualTo(findings);
        assertThat(findings(checks.reversed())).isEqualTo(findings);
    }

    private static String filler(int seed, int average) {
        return "x".repeat(seed * 7919 % (2 * average));
    }

    private static Integer detail(Finding finding) {
        return finding.found().isEmpty() ? null : finding.found().getFirst().detail();
    }

    private static List<Optional<String>> said(Findings findings, Function<Finding, Integer> index) {
        return findings.controls().stream()
                .map(index)
                .map(it -> findings.text(it).map(StructuredText::plain))
                .toList();
    }

    private static long characters(Findings findings) {
        return findings.texts().stream()
                .mapToLong(text -> text.plain().length())
                .sum();
    }

    @Test
    void of_equally_severe_risks_the_one_that_reaches_further_comes_first() {
        var risks = risks(
                aFailed("A").on("x").build(),
                aFailed("B").on("x").build(),
                aFailed("B").on("y").build(),
                aFailed("C").critical().build());

        assertThat(risks).extracting(Risk::controlId).containsExactly("C", "B", "A");
    }

    @ParameterizedTest
    @CsvSource({
        "Low,High,High,Low",
        "Low,Low,Low,Medium",
        "Medium,High,High,Low",
        "none,High,Low,Low",
        "High,High,,",
        "High,Low,Whatever,Low",
        "Low,Low,Low,"
    })
    void of_risks_that_reach_equally_far_the_one_that_costs_less_comes_first(
            String impact, String effort, String otherImpact, String otherEffort) {
        var risks = risks(
                aFailed("A").notes(costing(otherImpact, otherEffort)).build(),
                aFailed("B").notes(costing(impact, effort)).build());

        assertThat(risks).extracting(Risk::controlId).containsExactly("B", "A");
    }

    @Test
    void a_risk_leads_to_the_finding_that_holds_its_texts() {
        var content = Composition.of(
                        aFailed("A").on("x").in("Z").detail("first").build(),
                        aFailed("A").on("y").in("B").detail("second").build(),
                        aFailed("B").critical().detail("other").build())
                .compose();

        var risk = content.topRisks().risks().getLast();
        var finding = content.findings().controls().get(risk.finding());
        assertThat(risk.affected()).isEqualTo(2);
        assertThat(risk.area()).isEqualTo("Z");
        assertThat(content.findings().text(finding.found().getFirst().detail()).map(StructuredText::plain))
                .contains("first");
    }

    private static CheckBuilder notAssessed(String controlId, String reason) {
        return aCheck(controlId).result(CheckResult.NOT_ASSESSED).because(reason);
    }

    private static CheckNotes costing(String impact, String effort) {
        return someNotes().impact(impact).effort(effort).build();
    }

    private static CheckNotes because(String why) {
        return someNotes().rationale(text(why)).build();
    }

    private static CheckNotes notes(StructuredText remedy, StructuredText detail) {
        return someNotes().detail(detail).remedy(remedy).build();
    }

    private static StructuredText text(String text) {
        return new StructuredText(List.of(new Paragraph(Line.of(text))));
    }

    private static Findings findings(List<Check> checks) {
        return Composition.of(checks.toArray(Check[]::new)).compose().findings();
    }

    private static List<Risk> risks(Check... checks) {
        return Composition.of(checks).compose().topRisks().risks();
    }
}

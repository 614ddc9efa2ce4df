package io.runtruth.reviews.compose;

import static io.runtruth.reviews.compose.CheckBuilder.aCheck;
import static io.runtruth.reviews.compose.CheckBuilder.aFailed;
import static io.runtruth.reviews.compose.Composition.COLLECTED_AT;
import static io.runtruth.reviews.compose.Composition.FIRST;
import static io.runtruth.reviews.compose.Composition.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.AreaPosture;
import io.runtruth.reviews.ReviewContent.Counts;
import io.runtruth.reviews.ReviewContent.Coverage;
import io.runtruth.reviews.ReviewContent.Gap;
import io.runtruth.reviews.ReviewContent.Rate;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.reviews.ReviewContent.Section;
import io.runtruth.reviews.ReviewContent.Source;
import io.runtruth.reviews.ReviewContent.SuppressedCheck;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("I13")
class ReviewComposerTest {

    @ParameterizedTest
    @CsvSource({
        "MANUAL,,MANUAL",
        "NOT_APPLICABLE,,NOT_APPLICABLE",
        "NOT_ASSESSED,not_connected,NOT_CONNECTED",
        "NOT_ASSESSED,no_licence,NO_LICENCE",
        "NOT_ASSESSED,no_permission,NO_PERMISSION",
        "NOT_ASSESSED,not_run,NOT_RUN",
        "NOT_ASSESSED,not_in_profile,NOT_IN_PROFILE",
        "NOT_ASSESSED,planned,PLANNED",
        "NOT_ASSESSED,something new,OTHER",
        "NOT_ASSESSED,,OTHER",
        "ERROR,tool_error,ERROR",
        "INFORMATIONAL,,INFORMATIONAL",
        "UNKNOWN,,UNKNOWN"
    })
    void a_check_that_was_not_assessed_is_a_gap_and_never_a_pass(CheckResult result, String reason, Gap gap) {
        var summary = Composition.of(
                        aCheck("A").result(result).because(reason).build(),
                        aCheck("B").build())
                .compose()
                .executiveSummary();

        assertThat(summary.coverage()).isEqualTo(new Coverage(2, 1, Map.of(gap, 1L)));
        assertThat(summary.rate()).isEqualTo(new Rate(1, 1));
    }

    @ParameterizedTest
    @CsvSource({"PASS,1", "FAIL,0", "WARNING,0"})
    void an_assessed_check_is_in_the_rate(CheckResult result, long passed) {
        var summary =
                Composition.of(aCheck("A").result(result).build()).compose().executiveSummary();

        assertThat(summary.coverage()).isEqualTo(new Coverage(1, 1, Map.of()));
        assertThat(summary.rate()).isEqualTo(new Rate(passed, 1));
    }

    @Test
    void the_summary_counts_all_snapshots_and_names_failures_by_severity_and_the_span_of_the_evidence() {
        var summary = Composition.of(
                        aFailed("A").critical().build(), aFailed("B").critical().build())
                .with(
                        SECOND,
                        "Maester",
                        List.of(aFailed("A").severity(Severity.LOW).build()))
                .compose()
                .executiveSummary();

        assertThat(summary.failed()).isEqualTo(Map.of(Severity.CRITICAL, 2L, Severity.LOW, 1L));
        assertThat(summary.counts()).isEqualTo(new Counts(Map.of(CheckResult.FAIL, 3L), Map.of()));
        assertThat(summary.rate()).isEqualTo(new Rate(0, 3));
        assertThat(summary.collectedFrom()).isEqualTo(COLLECTED_AT.plusSeconds(1));
        assertThat(summary.collectedTo()).isEqualTo(COLLECTED_AT.plusSeconds(2));
    }

    @Test
    void a_critical_pass_is_not_a_critical_risk() {
        var content = Composition.of(aCheck("A").critical().build()).compose();

        assertThat(content.topRisks().failed()).isZero();
        assertThat(content.topRisks().risks()).isEmpty();
        assertThat(content.executiveSummary().failed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARNING", "MANUAL", "ERROR", "UNKNOWN", "NOT_ASSESSED", "INFORMATIONAL"})
    void only_a_failure_is_a_risk(CheckResult result) {
        var content =
                Composition.of(aCheck("A").critical().result(result).build()).compose();

        assertThat(content.topRisks().risks()).isEmpty();
    }

    @Test
    void a_suppressed_failure_is_listed_with_its_result_and_is_no_risk_and_in_no_rate() {
        var until = LocalDate.parse("2027-01-31");
        var content = Composition.of(
                        aFailed("A")
                                .critical()
                                .suppressed("Planned for May", until)
                                .build(),
                        aCheck("B").build())
                .compose();

        assertThat(content.topRisks().failed()).isZero();
        assertThat(content.executiveSummary().rate()).isEqualTo(new Rate(1, 1));
        assertThat(content.executiveSummary().coverage().gaps()).isEqualTo(Map.of(Gap.SUPPRESSED, 1L));
        assertThat(content.executiveSummary().counts())
                .isEqualTo(new Counts(Map.of(CheckResult.PASS, 1L), Map.of(CheckResult.FAIL, 1L)));
        assertThat(content.acceptedSuppressed().total()).isEqualTo(1);
        assertThat(content.acceptedSuppressed().listed())
                .extracting(
                        SuppressedCheck::controlId,
                        SuppressedCheck::result,
                        SuppressedCheck::reason,
                        SuppressedCheck::until)
                .containsExactly(tuple("A", CheckResult.FAIL, "Planned for May", until));
    }

    @Test
    void risks_come_most_severe_first_and_else_by_control() {
        var content = Composition.of(
                        aFailed("B").severity(Severity.UNKNOWN).build(),
                        aFailed("Z").critical().build(),
                        aFailed("D").severity(Severity.LOW).build(),
                        aFailed("C").severity(Severity.HIGH).build(),
                        aFailed("A").severity(Severity.HIGH).build())
                .compose();

        assertThat(content.topRisks().risks()).extracting(Risk::controlId).containsExactly("Z", "A", "C", "D", "B");
    }

    @Test
    void the_resources_of_one_control_are_one_risk_with_ten_of_them_named() {
        var checks = IntStream.rangeClosed(10, 21)
                .mapToObj(n ->
                        aFailed("A").on("bucket-" + n).detail("detail " + n).build())
                .toList();
        var content = Composition.of(checks.reversed().toArray(Check[]::new)).compose();

        var risk = content.topRisks().risks().getFirst();
        assertThat(risk.affected()).isEqualTo(12);
        assertThat(risk.resources()).hasSize(10).startsWith("bucket-10").endsWith("bucket-19");
        assertThat(text(
                        content,
                        content.findings()
                                .controls()
                                .get(risk.finding())
                                .found()
                                .getFirst()
                                .detail()))
                .isEqualTo("detail 10");
        assertThat(content.topRisks().risks()).hasSize(1);
    }

    @Test
    void a_control_that_failed_at_two_severities_is_two_risks() {
        var content = Composition.of(
                        aFailed("A").on("x").critical().build(),
                        aFailed("A").on("y").severity(Severity.LOW).build(),
                        aFailed("A").on("z").severity(Severity.LOW).build())
                .compose();

        assertThat(content.topRisks().risks())
                .extracting(Risk::severity, Risk::affected)
                .containsExactly(tuple(Severity.CRITICAL, 1L), tuple(Severity.LOW, 2L));
    }

    @Test
    void two_requirements_that_share_an_id_stay_two_risks() {
        var content = Composition.of(
                        aFailed("MT.1033").ordinal(1).title("User risk").build(),
                        aFailed("MT.1033").ordinal(2).title("Sign-in risk").build())
                .compose();

        assertThat(content.topRisks().risks()).extracting(Risk::title).containsExactly("Sign-in risk", "User risk");
    }

    @Test
    void one_control_of_two_tools_is_two_risks() {
        var content = Composition.of(aFailed("A").build())
                .with(SECOND, "Maester", List.of(aFailed("A").build()))
                .compose();

        assertThat(content.topRisks().risks()).extracting(Risk::snapshotId).containsExactly(SECOND, FIRST);
    }

    @Test
    void a_cut_list_of_risks_says_how_much_it_shows() {
        var checks = new ArrayList<Check>();
        for (int n = 1000; n < 1120; n++) {
            checks.add(aFailed("C" + n).on("x").build());
            checks.add(aFailed("C" + n).on("y").build());
        }
        var risks = Composition.of(checks.reversed().toArray(Check[]::new))
                .compose()
                .topRisks();

        assertThat(risks.failed()).isEqualTo(240);
        assertThat(risks.shown()).isEqualTo(200);
        assertThat(risks.risks()).hasSize(100);
        assertThat(risks.risks().getLast().controlId()).isEqualTo("C1099");
    }

    @Test
    void a_cut_list_of_suppressions_keeps_the_most_severe_and_the_total() {
        var checks = IntStream.range(0, 300)
                .mapToObj(n -> aFailed("C" + n)
                        .severity(n == 299 ? Severity.CRITICAL : Severity.LOW)
                        .suppressed(null, null)
                        .build())
                .toArray(Check[]::new);
        var suppressed = Composition.of(checks).compose().acceptedSuppressed();

        assertThat(suppressed.total()).isEqualTo(300);
        assertThat(suppressed.listed()).hasSize(100);
        assertThat(suppressed.listed().getFirst().controlId()).isEqualTo("C299");
    }

    @Test
    void posture_counts_each_area_by_severity_and_result() {
        var posture = Composition.of(
                        aCheck("A").in("AAD").severity(Severity.HIGH).build(),
                        aFailed("B").in("AAD").severity(Severity.HIGH).build(),
                        aFailed("C")
                                .in("AAD")
                                .severity(Severity.LOW)
                                .suppressed("known", null)
                                .build(),
                        aCheck("D").in("").result(CheckResult.MANUAL).build())
                .compose()
                .controlPosture()
                .snapshots()
                .getFirst();

        var high = new Counts(Map.of(CheckResult.PASS, 1L, CheckResult.FAIL, 1L), Map.of());
        var low = new Counts(Map.of(), Map.of(CheckResult.FAIL, 1L));
        var medium = new Counts(Map.of(CheckResult.MANUAL, 1L), Map.of());
        assertThat(posture.areas())
                .containsExactly(
                        new AreaPosture("", Map.of(Severity.MEDIUM, medium)),
                        new AreaPosture("AAD", Map.of(Severity.HIGH, high, Severity.LOW, low)));
        assertThat(posture.folded()).isNull();
    }

    @Test
    void areas_beyond_two_hundred_are_folded_into_one() {
        var checks = IntStream.range(0, 250)
                .mapToObj(n -> aCheck("C" + n).in("area " + (999 - n)).build())
                .toArray(Check[]::new);
        var posture =
                Composition.of(checks).compose().controlPosture().snapshots().getFirst();

        assertThat(posture.areas()).hasSize(200);
        assertThat(posture.areas().getLast().area()).isEqualTo("area 949");
        assertThat(posture.folded())
                .isEqualTo(Map.of(Severity.MEDIUM, new Counts(Map.of(CheckResult.PASS, 50L), Map.of())));
    }

    @Test
    void what_was_recorded_at_the_import_stands_in_the_provenance_beside_the_recount() {
        var content = Composition.of(aCheck("A").build(), aFailed("B").build()).compose();

        var snapshot = content.provenance().snapshots().getFirst();
        assertThat(snapshot.counts())
                .isEqualTo(new Counts(Map.of(CheckResult.PASS, 1L, CheckResult.FAIL, 1L), Map.of()));
        assertThat(snapshot.source())
                .isEqualTo(Composition.source(
                        FIRST, "ScubaGear", false, new TreeMap<>(Map.of("raw pass", 1L, "raw fail", 1L))));
    }

    @Test
    void words_that_the_import_did_not_list_are_counted_together() {
        var raw = new TreeMap<>(Map.of("raw pass", 1L, Source.OTHER_WORDS, 2L));
        var composition = new Composition().with(Composition.source(FIRST, "ScubaGear", false, raw));
        var composer = new ReviewComposer(composition.input());

        composer.add(FIRST, aFailed("A").build());
        composer.add(FIRST, aCheck("B").build());
        composer.add(FIRST, aCheck("C").result(CheckResult.UNKNOWN).build());

        var counts = composer.compose(section -> {}).executiveSummary().counts();
        assertThat(counts.total()).isEqualTo(3);
    }

    @Test
    void operations_health_is_what_was_pinned() {
        var health = Composition.of(aCheck("A").build()).compose().operationsHealth();

        assertThat(health.runs()).isEqualTo(3);
        assertThat(health.outcomes()).isEqualTo(Map.of("failed", 1L, "succeeded", 2L));
    }

    @Test
    void sections_without_facts_are_absent() {
        var facts = Composition.of(aCheck("A").build()).input();
        var input = new ComposeInput(facts.environment(), List.of(), List.of(), List.of(), null);

        var content = new ReviewComposer(input).compose(section -> {});

        assertThat(content)
                .extracting(
                        ReviewContent::executiveSummary,
                        ReviewContent::controlPosture,
                        ReviewContent::topRisks,
                        ReviewContent::findings,
                        ReviewContent::acceptedSuppressed,
                        ReviewContent::operationsHealth)
                .containsOnlyNulls();
    }

    @Test
    void progress_is_told_for_each_section_in_order() {
        var told = new ArrayList<Section>();

        new ReviewComposer(new Composition().input()).compose(told::add);

        assertThat(told).containsExactly(Section.values());
    }

    @Test
    @Tag("I9")
    void checks_that_were_lost_doubled_or_changed_since_the_import_are_not_composed() {
        var check = aCheck("A").build();
        var other = aFailed("B").build();
        for (var read : List.of(List.of(check), List.of(check, other, other), List.of(check, check))) {
            var composer = new ReviewComposer(Composition.of(check, other).input());
            read.forEach(one -> composer.add(FIRST, one));

            assertThatThrownBy(() -> composer.compose(section -> {})).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_check_of_a_snapshot_that_is_not_pinned_is_refused() {
        var composer = new ReviewComposer(Composition.of().input());

        assertThatThrownBy(() -> composer.add(SECOND, aCheck("A").build()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_snapshot_that_is_pinned_twice_is_refused() {
        var composition = Composition.of().with(FIRST, "Maester", List.of());

        assertThatThrownBy(composition::input).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hostile_texts_stay_the_texts_they_are() {
        var texts = List.of(
                "<script>alert(1)</script><img src=x onerror=alert(2)>",
                "\u202egnp.exe\u202c \u0645\u0631\u062d\u0628\u0627",
                "\ud83d\udea8 =cmd|' /C calc'!A0 \u0001\u001f\u007f\u2028",
                "{\"a\":\"\\u0000\"}",
                "x".repeat(1000));
        for (var text : texts) {
            var content = Composition.of(
                            aFailed(text.substring(0, 6))
                                    .title(text)
                                    .in(text)
                                    .on(text)
                                    .detail(text)
                                    .suppressed(null, null)
                                    .build(),
                            aFailed("A")
                                    .title(text)
                                    .in(text)
                                    .on(text)
                                    .detail(text)
                                    .build())
                    .compose();

            var read = ReviewContent.parse(content.canonicalBytes());
            var risk = read.topRisks().risks().getFirst();
            var finding = read.findings().controls().get(risk.finding());
            assertThat(List.of(risk.title(), risk.area(), risk.resources().getFirst(), finding.title()))
                    .containsOnly(text);
            assertThat(read.findings().texts())
                    .extracting(StructuredText::plain)
                    .containsExactly(text);
            assertThat(read).isEqualTo(content);
        }
    }

    private static String text(ReviewContent content, Integer index) {
        return content.findings().text(index).orElseThrow().plain();
    }
}

package io.runtruth.reviews.compose;

import static io.runtruth.reviews.compose.CheckBuilder.aCheck;
import static io.runtruth.reviews.compose.CheckBuilder.aFailed;
import static io.runtruth.reviews.compose.Composition.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.evidence.CheckResult;
import io.runtruth.reviews.ReviewContent.Completeness;
import io.runtruth.reviews.ReviewContent.Completeness.CompletenessState;
import io.runtruth.reviews.ReviewContent.Completeness.PartialReason;
import io.runtruth.reviews.ReviewContent.Rate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletenessTest {

    @ParameterizedTest
    @CsvSource({"PASS", "FAIL", "WARNING", "NOT_APPLICABLE", "INFORMATIONAL"})
    void evidence_that_was_assessed_or_need_not_be_is_complete(CheckResult result) {
        var content = Composition.of(aCheck("A").result(result).build()).compose();

        assertThat(content.completeness()).isEqualTo(new Completeness(CompletenessState.COMPLETE, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"ERROR,ERRORS", "MANUAL,MANUAL_OPEN", "NOT_ASSESSED,NOT_ASSESSED", "UNKNOWN,UNKNOWN_RESULTS"})
    void each_open_result_makes_it_partial_and_is_counted(CheckResult result, PartialReason reason) {
        var content = Composition.of(
                        aCheck("A").build(),
                        aCheck("B").result(result).because("not_run").build(),
                        aCheck("C").result(result).because("planned").build())
                .compose();

        assertThat(content.completeness()).isEqualTo(new Completeness(CompletenessState.PARTIAL, Map.of(reason, 2L)));
    }

    @Test
    void an_open_result_that_is_suppressed_leaves_nothing_open() {
        var content = Composition.of(aCheck("A")
                        .result(CheckResult.MANUAL)
                        .suppressed("done by hand", null)
                        .build())
                .compose();

        assertThat(content.completeness().state()).isEqualTo(CompletenessState.COMPLETE);
    }

    @Test
    void evidence_that_is_too_old_makes_it_partial_and_is_named() {
        var content = Composition.of(aCheck("A").build())
                .leavingOut("Maester", 36)
                .leavingOut("Checkov", 400)
                .compose();

        assertThat(content.completeness())
                .isEqualTo(new Completeness(CompletenessState.PARTIAL, Map.of(PartialReason.EVIDENCE_TOO_OLD, 2L)));
        assertThat(content.provenance().leftOut())
                .extracting("tool", "ageDays")
                .containsExactly(tuple("Checkov", 400), tuple("Maester", 36));
    }

    @Test
    void a_tool_that_reports_failures_only_makes_it_partial() {
        var content = Composition.of(aCheck("A").build())
                .withSecond(true, false, List.of(), aFailed("B").build())
                .compose();

        assertThat(content.completeness())
                .isEqualTo(new Completeness(CompletenessState.PARTIAL, Map.of(PartialReason.FAILURES_ONLY, 1L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run_failed", "run_errors", "page_of_several", "profile_not_run"})
    void a_tool_that_says_its_own_run_failed_makes_it_partial(String warning) {
        var content = Composition.of(aCheck("A").build())
                .withSecond(false, false, List.of(warning), aCheck("B").build())
                .compose();

        assertThat(content.completeness())
                .isEqualTo(new Completeness(CompletenessState.PARTIAL, Map.of(PartialReason.RUN_FAILED, 1L)));
    }

    @Test
    void a_source_without_any_check_makes_it_partial() {
        var content = Composition.of(aCheck("A").build())
                .with(Composition.source(SECOND, "Maester", false, new TreeMap<>()))
                .compose();

        assertThat(content.completeness())
                .isEqualTo(new Completeness(CompletenessState.PARTIAL, Map.of(PartialReason.NO_CHECKS, 1L)));
    }

    @Test
    void a_source_that_does_not_say_when_makes_it_partial() {
        var content = Composition.of(aCheck("A").build())
                .withSecond(false, true, List.of(), aCheck("B").build())
                .compose();

        assertThat(content.completeness())
                .isEqualTo(new Completeness(CompletenessState.PARTIAL, Map.of(PartialReason.TIME_UNKNOWN, 1L)));
    }

    @Test
    void what_a_tool_of_failures_says_is_in_no_rate() {
        var content = Composition.of(aCheck("A").build())
                .withSecond(true, false, List.of(), aFailed("B").build())
                .compose();

        assertThat(content.executiveSummary().rate()).isEqualTo(new Rate(1, 1));
        assertThat(content.executiveSummary().counts().of(CheckResult.FAIL)).isEqualTo(1);
        assertThat(content.provenance().snapshots())
                .extracting(snapshot -> snapshot.rate().isPresent())
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void where_all_tools_report_failures_only_there_is_no_rate() {
        var content = Composition.of()
                .withSecond(true, false, List.of(), aFailed("B").build())
                .compose();

        assertThat(content.executiveSummary().rate()).isNull();
    }

    @Test
    void evidence_without_a_single_check_is_missing() {
        var content = Composition.of().leavingOut("Maester", 36).compose();

        assertThat(content.completeness())
                .isEqualTo(new Completeness(
                        CompletenessState.MISSING,
                        Map.of(PartialReason.EVIDENCE_TOO_OLD, 1L, PartialReason.NO_CHECKS, 1L)));
        assertThat(content.executiveSummary()).isNull();
    }
}

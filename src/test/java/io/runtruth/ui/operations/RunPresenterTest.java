package io.runtruth.ui.operations;

import static io.runtruth.testing.RunRowBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.TimelineEntry;
import io.runtruth.texts.Phrase;
import io.runtruth.texts.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunPresenterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Texts TEXTS = new Texts();

    @ParameterizedTest
    @CsvSource({"OWNER, true", "REVIEWER, true", "OPERATOR, true", "AUDITOR, false"})
    void an_active_run_can_be_cancelled_by_who_manages_operations(Role role, boolean can) {
        assertThat(page(active(), role).canCancel()).isEqualTo(can);
    }

    @Test
    void an_ended_run_cannot_be_cancelled() {
        assertThat(page(ended(RunOutcome.FAILED), Role.OWNER).canCancel()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"OWNER, true", "REVIEWER, true", "OPERATOR, false", "AUDITOR, false"})
    void a_failed_composition_can_be_tried_again_by_who_manages_reviews(Role role, boolean can) {
        assertThat(page(ended(RunOutcome.FAILED), role).canTryAgain()).isEqualTo(can);
    }

    @Test
    void what_succeeded_or_goes_on_is_not_tried_again() {
        assertThat(page(ended(RunOutcome.SUCCEEDED), Role.OWNER).canTryAgain()).isFalse();
        assertThat(page(active(), Role.OWNER).canTryAgain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"OWNER, true", "REVIEWER, true", "OPERATOR, true", "AUDITOR, false"})
    void an_active_run_is_checked_by_who_manages_operations(Role role, boolean can) {
        assertThat(page(active(), role).canProve()).isEqualTo(can);
    }

    @Test
    void an_ended_run_is_looked_at_again_by_everybody_who_sees_it() {
        assertThat(page(ended(RunOutcome.SUCCEEDED), Role.AUDITOR).canProve()).isTrue();
        assertThat(page(ended(RunOutcome.SUCCEEDED), Role.AUDITOR).proofLabel())
                .isEqualTo(Phrase.of("proof.action.again"));
    }

    @Test
    void a_sign_of_life_and_progress_are_told_apart() {
        var facts = page(active(), Role.AUDITOR).facts();

        assertThat(facts)
                .contains(new Fact(Phrase.of("run.fact.heartbeat"), ago(2)))
                .contains(new Fact(Phrase.of("run.fact.progress"), ago(95)));
    }

    @ParameterizedTest
    @EnumSource(Freshness.State.class)
    void every_freshness_is_explained(Freshness.State state) {
        assertThat(text(page(active(state), Role.OWNER).explanation(), Locale.ENGLISH))
                .endsWith(".");
        assertThat(text(page(active(state), Role.OWNER).explanation(), Locale.GERMAN))
                .endsWith(".");
    }

    @ParameterizedTest
    @EnumSource(RunOutcome.class)
    void every_end_is_explained(RunOutcome outcome) {
        assertThat(text(page(ended(outcome), Role.OWNER).explanation(), Locale.ENGLISH))
                .endsWith(".");
        assertThat(text(page(ended(outcome), Role.OWNER).explanation(), Locale.GERMAN))
                .endsWith(".");
    }

    @ParameterizedTest
    @EnumSource(EventKind.class)
    @Tag("I11")
    void every_event_is_told_in_a_sentence(EventKind kind) {
        for (var via : List.of("console", "api")) {
            for (var agrees : List.of(true, false)) {
                var line =
                        EventWording.line(event(kind, Map.of("via", via, "agrees", agrees, "reference", "1a2b3c4d")));

                assertThat(text(line.what(), Locale.ENGLISH)).doesNotContain("run.event", "{");
                assertThat(text(line.what(), Locale.GERMAN)).doesNotContain("run.event", "{");
            }
        }
    }

    @Test
    void a_join_receipt_names_who_joined() {
        var line = EventWording.line(event(EventKind.JOINED, Map.of("via", "console")));

        assertThat(text(line.what(), Locale.ENGLISH)).isEqualTo("Grace asked for the same and joined this run.");
    }

    @Test
    void a_late_report_that_contradicts_says_that_nothing_was_changed() {
        var line = EventWording.line(event(EventKind.LATE_REPORT, Map.of("agrees", false)));

        assertThat(text(line.what(), Locale.ENGLISH))
                .isEqualTo("A worker reported another end afterwards: Cancelled. Nothing was changed.");
    }

    private static Fact.Words ago(int seconds) {
        return seconds < 60
                ? new Fact.Words(Phrase.of("duration.ago", Phrase.of("duration.seconds", (long) seconds)))
                : new Fact.Words(Phrase.of("duration.ago", Phrase.of("duration.minutes", seconds / 60L, seconds % 60)));
    }

    private static String text(Phrase phrase, Locale locale) {
        return phrase.text((key, arguments) -> TEXTS.getTranslation(key, locale, arguments));
    }

    private static RunPresenter page(RunRow run, Role role) {
        var workspace = new WorkspaceRow(run.workspaceId(), "demo", "Demo", role);
        return new RunPresenter(new RunDetail(run, List.of()), workspace, new ReviewLinks("demo", Set.of()), NOW);
    }

    private static TimelineEntry event(EventKind kind, Map<String, Object> details) {
        return new TimelineEntry(
                kind, NOW, "user", "Grace", 2, "node-1", null, null, RunOutcome.CANCELLED, null, details);
    }

    private static RunRow active() {
        return active(Freshness.State.WORKING);
    }

    private static RunRow active(Freshness.State state) {
        var freshness = new Freshness(state, null, Duration.ofSeconds(2), Duration.ofSeconds(95), null);
        return run(RunStatus.RUNNING, RunOutcome.PENDING, freshness);
    }

    private static RunRow ended(RunOutcome outcome) {
        return run(RunStatus.COMPLETED, outcome, new Freshness(Freshness.State.DONE, null, null, null, null));
    }

    private static RunRow run(RunStatus status, RunOutcome outcome, Freshness freshness) {
        return aRun().with(status, outcome)
                .with(freshness)
                .counting("checks", 92)
                .at(NOW)
                .row();
    }
}

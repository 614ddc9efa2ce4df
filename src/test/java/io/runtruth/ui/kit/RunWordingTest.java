package io.runtruth.ui.kit;

import static io.runtruth.testing.RunRowBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.Progress;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.texts.Language;
import io.runtruth.texts.Phrase;
import io.runtruth.texts.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunWordingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Texts TEXTS = new Texts();

    static Stream<Arguments> every_state() {
        return Arrays.stream(RunStatus.values())
                .flatMap(status -> Arrays.stream(RunOutcome.values())
                        .flatMap(outcome -> Arrays.stream(Freshness.State.values())
                                .map(state -> Arguments.of(status, outcome, state))));
    }

    @ParameterizedTest
    @MethodSource("every_state")
    void every_status_outcome_and_freshness_has_words_in_both_languages(
            RunStatus status, RunOutcome outcome, Freshness.State state) {
        for (var freshness : List.of(bare(state), full(state))) {
            for (var progress : Arrays.asList(null, new Progress(4, 7, "evidence"))) {
                var words = RunWording.of(run(status, outcome, freshness, progress));

                for (var language : Language.values()) {
                    assertThat(in(language, words.words())).isNotBlank().doesNotContain("run.", "duration.", "{");
                }
            }
        }
    }

    @Test
    void a_waiting_run_says_how_many_are_ahead() {
        assertThat(english(Freshness.State.WAITING, 3)).isEqualTo("Waiting, 3 ahead");
        assertThat(english(Freshness.State.WAITING, 0)).isEqualTo("Waiting, next in line");
        assertThat(english(Freshness.State.WAITING, 1_000)).isEqualTo("Waiting, 1,000+ ahead");
    }

    @Test
    void a_working_run_says_how_far_it_is() {
        var run = run(
                RunStatus.RUNNING, RunOutcome.PENDING, bare(Freshness.State.WORKING), new Progress(4, 7, "evidence"));

        assertThat(in(Language.ENGLISH, RunWording.of(run).words())).isEqualTo("Working, 4 of 7");
    }

    @Test
    void a_silent_run_says_since_when() {
        var run = run(RunStatus.RUNNING, RunOutcome.PENDING, full(Freshness.State.SILENT), null);

        assertThat(in(Language.GERMAN, RunWording.of(run).words())).isEqualTo("Seit 12 s keine Meldung");
    }

    @ParameterizedTest
    @EnumSource(RunOutcome.class)
    void an_ended_run_that_somebody_must_look_at_says_so_whatever_its_outcome(RunOutcome outcome) {
        var ended = run(RunStatus.COMPLETED, outcome, bare(Freshness.State.DONE), null, "run.late_report_contradicts");

        var wording = RunWording.of(ended);

        assertThat(wording.words().key()).isEqualTo("run.attention.required");
        assertThat(wording.outcome()).isEqualTo(outcome);
    }

    @Test
    void an_ended_run_speaks_of_its_end_and_not_of_the_queue() {
        var ended = run(RunStatus.COMPLETED, RunOutcome.SUCCEEDED, full(Freshness.State.LOST), null);

        assertThat(RunWording.of(ended).tone()).isEqualTo(Tone.GOOD);
    }

    private static String english(Freshness.State state, int ahead) {
        var run = run(RunStatus.QUEUED, RunOutcome.PENDING, new Freshness(state, ahead, null, null, null), null);
        return in(Language.ENGLISH, RunWording.of(run).words());
    }

    private static String in(Language language, Phrase phrase) {
        return phrase.text((key, arguments) -> TEXTS.getTranslation(key, language.locale(), arguments));
    }

    private static Freshness bare(Freshness.State state) {
        return new Freshness(state, null, null, null, null);
    }

    private static Freshness full(Freshness.State state) {
        return new Freshness(state, 5, Duration.ofSeconds(12), Duration.ofSeconds(70), NOW.plusSeconds(20));
    }

    private static RunRow run(RunStatus status, RunOutcome outcome, Freshness freshness, Progress progress) {
        return run(status, outcome, freshness, progress, null);
    }

    private static RunRow run(
            RunStatus status, RunOutcome outcome, Freshness freshness, Progress progress, String attention) {
        return aRun().with(status, outcome)
                .with(freshness)
                .with(progress)
                .flagged(attention)
                .ofNoEnvironment()
                .at(NOW)
                .row();
    }
}

package io.runtruth.ui.kit;

import io.runtruth.operations.Freshness;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Progress;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunRow;
import io.runtruth.operations.RunStatus;
import java.time.Duration;
import java.time.Instant;

/// A run's state in a few words, the same on every screen: while it is active what the queue says about it, afterwards
/// how it ended (SPEC 3 and 4).
public record RunWording(Phrase words, Tone tone, Glyph glyph, RunStatus status, RunOutcome outcome) {

    /// @param now for how long something has been or will be
    public static RunWording of(RunRow run, Instant now) {
        return run.status().isActive() ? active(run, now) : ended(run);
    }

    public static Phrase type(OperationType type) {
        return Phrase.of("run.type." + type.code());
    }

    /// @param code of a failure, a blocked run, a flag for attention or a refusal
    public static Phrase reason(String code, Object... arguments) {
        return Phrase.of("reason." + code, arguments);
    }

    /// Marked with the codes of status and outcome (SPEC 9).
    public StatusBadge badge() {
        return new StatusBadge(tone, glyph, words.text()).status(status.code()).outcome(outcome.code());
    }

    private static RunWording ended(RunRow run) {
        if (run.attentionCode() != null) {
            return new RunWording(
                    Phrase.of("run.attention.required"), Tone.WARNING, Glyph.ATTENTION, run.status(), run.outcome());
        }
        return ended(run.outcome());
    }

    /// How a run ended, where nothing else is known of it.
    public static RunWording ended(RunOutcome outcome) {
        return switch (outcome) {
            case PENDING -> ended(outcome, Tone.NEUTRAL, Glyph.UNKNOWN);
            case SUCCEEDED -> ended(outcome, Tone.GOOD, Glyph.DONE);
            case PARTIALLY_SUCCEEDED -> ended(outcome, Tone.WARNING, Glyph.HALF);
            case BLOCKED -> ended(outcome, Tone.WARNING, Glyph.BLOCKED);
            case FAILED -> ended(outcome, Tone.BAD, Glyph.FAILED);
            case CANCELLED -> ended(outcome, Tone.NEUTRAL, Glyph.CANCELLED);
        };
    }

    private static RunWording ended(RunOutcome outcome, Tone tone, Glyph glyph) {
        var words = Phrase.of("run.outcome." + outcome.code());
        return new RunWording(words, tone, glyph, RunStatus.COMPLETED, outcome);
    }

    private static RunWording active(RunRow run, Instant now) {
        var freshness = run.freshness();
        var plain = Phrase.of("run.freshness." + freshness.state().code());
        return switch (freshness.state()) {
            case WAITING -> with(run, ahead(freshness, "run.now.waiting", plain), Tone.NEUTRAL, Glyph.CLOCK);
            case WAITING_LONG -> with(run, ahead(freshness, "run.now.waiting_long", plain), Tone.NEUTRAL, Glyph.CLOCK);
            case RETRY_SCHEDULED -> with(run, retry(freshness, now, plain), Tone.NEUTRAL, Glyph.CLOCK);
            case WORKING -> with(run, steps(run, "run.now.working", plain), Tone.ACTIVE, Glyph.TURNING);
            case WORKING_LONG -> with(run, steps(run, "run.now.working_long", plain), Tone.ACTIVE, Glyph.TURNING);
            case SILENT -> with(run, silence(freshness, plain), Tone.WARNING, Glyph.ATTENTION);
            case LOST -> with(run, plain, Tone.WARNING, Glyph.ATTENTION);
            case UNKNOWN, DONE -> with(run, plain, Tone.NEUTRAL, Glyph.UNKNOWN);
        };
    }

    private static Phrase ahead(Freshness freshness, String key, Phrase plain) {
        return freshness.ahead() == null ? plain : Phrase.of(key, freshness.ahead());
    }

    private static Phrase retry(Freshness freshness, Instant now, Phrase plain) {
        return freshness.retryAt() == null || freshness.retryAt().isBefore(now)
                ? plain
                : Phrase.of("run.now.retry_scheduled", DurationWording.of(Duration.between(now, freshness.retryAt())));
    }

    private static Phrase steps(RunRow run, String key, Phrase plain) {
        if (run.stopRequested()) {
            return Phrase.of("run.now.stopping");
        }
        Progress progress = run.progress();
        return progress == null ? plain : Phrase.of(key, progress.done(), progress.total());
    }

    private static Phrase silence(Freshness freshness, Phrase plain) {
        return freshness.heartbeatAge() == null
                ? plain
                : Phrase.of("run.now.silent", DurationWording.of(freshness.heartbeatAge()));
    }

    private static RunWording with(RunRow run, Phrase words, Tone tone, Glyph glyph) {
        return new RunWording(words, tone, glyph, run.status(), run.outcome());
    }
}

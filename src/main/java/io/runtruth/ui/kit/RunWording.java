package io.runtruth.ui.kit;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.Reconciliation;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.texts.Phrase;
import org.jspecify.annotations.Nullable;

/// A run's state in a few words, the same on every screen: while it is active what the queue says about it,
/// afterwards how it ended (contract 3 and contract 4).
///
/// @param known how its ending is known; null where a worker reported it
public record RunWording(
        Phrase words,
        Tone tone,
        Glyph glyph,
        RunStatus status,
        RunOutcome outcome,
        @Nullable Reconciliation known) {

    public static RunWording of(RunRow run) {
        if (run.status().isActive()) {
            return active(run);
        }
        var end = end(run.outcome(), run.attentionCode() != null);
        return run.reconciliation() == null ? end : end.decidedBy(run.reconciliation());
    }

    public static StatusBadge badge(RunRow run) {
        return of(run).badge();
    }

    /// How a run ended, where it is not told how that is known.
    ///
    /// @param flagged a person was asked to look
    public static StatusBadge ended(RunOutcome outcome, boolean flagged) {
        return end(outcome, flagged).badge();
    }

    public static Phrase type(OperationType type) {
        return Phrase.of("run.type." + type.code());
    }

    /// @param code of a failure, of what blocked a run, or of a flag for attention
    public static Phrase reason(String code) {
        return Phrase.of("reason." + code);
    }

    /// Marked with the codes of status, outcome and decision (contract 9).
    public StatusBadge badge() {
        var badge =
                new StatusBadge(tone, glyph, words.text()).status(status.code()).outcome(outcome.code());
        return known == null ? badge : badge.decision(known.decision()).hint(hint().text());
    }

    /// Code of the decision that ended it; null where a worker reported its end.
    public @Nullable String decision() {
        return known == null ? null : known.decision();
    }

    /// What it says on hover: the words, and whether the records decided it.
    public Phrase hint() {
        if (known == null) {
            return words;
        }
        if (known.provesNothing()) {
            return Phrase.of(outcome == RunOutcome.CANCELLED ? "run.stopped_hint" : "run.given_up_hint", words);
        }
        return Phrase.of("run.decided_hint", words);
    }

    private RunWording decidedBy(Reconciliation reconciliation) {
        return new RunWording(words, tone, glyph, status, outcome, reconciliation);
    }

    /// However it ended, a person must look.
    private static RunWording attention(RunOutcome outcome) {
        return new RunWording(
                Phrase.of("run.attention.required"), Tone.WARNING, Glyph.ATTENTION, RunStatus.COMPLETED, outcome, null);
    }

    private static RunWording end(RunOutcome outcome, boolean flagged) {
        return flagged ? attention(outcome) : end(outcome);
    }

    private static RunWording end(RunOutcome outcome) {
        return switch (outcome) {
            case PENDING -> end(outcome, Tone.NEUTRAL, Glyph.UNKNOWN);
            case SUCCEEDED -> end(outcome, Tone.GOOD, Glyph.DONE);
            case PARTIALLY_SUCCEEDED -> end(outcome, Tone.WARNING, Glyph.HALF);
            case BLOCKED -> end(outcome, Tone.WARNING, Glyph.BLOCKED);
            case FAILED -> end(outcome, Tone.BAD, Glyph.FAILED);
            case CANCELLED -> end(outcome, Tone.NEUTRAL, Glyph.CANCELLED);
        };
    }

    private static RunWording end(RunOutcome outcome, Tone tone, Glyph glyph) {
        return new RunWording(
                Phrase.of("run.outcome." + outcome.code()), tone, glyph, RunStatus.COMPLETED, outcome, null);
    }

    private static RunWording active(RunRow run) {
        var freshness = run.freshness();
        var plain = Phrase.of("run.freshness." + freshness.state().code());
        return switch (freshness.state()) {
            case WAITING -> now(run, ahead(freshness, "run.now.waiting", plain), Tone.NEUTRAL, Glyph.CLOCK);
            case WAITING_LONG -> now(run, ahead(freshness, "run.now.waiting_long", plain), Tone.NEUTRAL, Glyph.CLOCK);
            case NO_WORKER -> now(run, plain, Tone.WARNING, Glyph.ATTENTION);
            case RETRY_SCHEDULED -> now(run, plain, Tone.NEUTRAL, Glyph.CLOCK);
            case WORKING -> now(run, steps(run, "run.now.working", plain), Tone.ACTIVE, Glyph.TURNING);
            case WORKING_LONG -> now(run, steps(run, "run.now.working_long", plain), Tone.ACTIVE, Glyph.TURNING);
            case SILENT -> now(run, silence(freshness, plain), Tone.WARNING, Glyph.ATTENTION);
            case LOST -> now(run, plain, Tone.WARNING, Glyph.ATTENTION);
            case UNKNOWN, DONE -> now(run, plain, Tone.NEUTRAL, Glyph.UNKNOWN);
        };
    }

    private static RunWording now(RunRow run, Phrase words, Tone tone, Glyph glyph) {
        return new RunWording(words, tone, glyph, run.status(), run.outcome(), null);
    }

    private static Phrase ahead(Freshness freshness, String key, Phrase plain) {
        return freshness.ahead() == null ? plain : Phrase.of(key, freshness.ahead());
    }

    private static Phrase steps(RunRow run, String key, Phrase plain) {
        if (run.stopRequested()) {
            return Phrase.of("run.now.stopping");
        }
        var progress = run.progress();
        return progress == null ? plain : Phrase.of(key, progress.done(), progress.total());
    }

    private static Phrase silence(Freshness freshness, Phrase plain) {
        return freshness.heartbeatAge() == null
                ? plain
                : Phrase.of("run.now.silent", DurationWording.of(freshness.heartbeatAge()));
    }
}

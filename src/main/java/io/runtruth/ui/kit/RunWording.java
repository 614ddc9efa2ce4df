package io.runtruth.ui.kit;

import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.operations.Freshness;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunRow;

/// A run in words and badges, the same on every screen: while it is active what the queue says about it, afterwards
/// how it ended (SPEC 3 and 4).
public final class RunWording {

    private RunWording() {}

    public static StatusBadge badge(RunRow run) {
        var badge = run.status().isActive() ? active(run.freshness().state()) : ended(run);
        return badge.status(run.status().code()).outcome(run.outcome().code());
    }

    public static String type(OperationType type) {
        return I18NProvider.translate("run.type." + type.code());
    }

    private static StatusBadge ended(RunRow run) {
        return run.attentionCode() == null
                ? ended(run.outcome())
                : new StatusBadge(Tone.WARNING, Glyph.ATTENTION, I18NProvider.translate("run.attention.required"));
    }

    /// How a run ended, where nothing else is known of it.
    public static StatusBadge ended(RunOutcome outcome) {
        var words = I18NProvider.translate("run.outcome." + outcome.code());
        return switch (outcome) {
            case PENDING -> new StatusBadge(Tone.ACTIVE, Glyph.CLOCK, words);
            case SUCCEEDED -> new StatusBadge(Tone.GOOD, Glyph.DONE, words);
            case PARTIALLY_SUCCEEDED -> new StatusBadge(Tone.WARNING, Glyph.HALF, words);
            case BLOCKED -> new StatusBadge(Tone.WARNING, Glyph.BLOCKED, words);
            case FAILED -> new StatusBadge(Tone.BAD, Glyph.FAILED, words);
            case CANCELLED -> new StatusBadge(Tone.NEUTRAL, Glyph.CANCELLED, words);
        };
    }

    private static StatusBadge active(Freshness.State state) {
        var words = I18NProvider.translate("run.freshness." + state.code());
        return switch (state) {
            case WAITING, WAITING_LONG, RETRY_SCHEDULED -> new StatusBadge(Tone.NEUTRAL, Glyph.CLOCK, words);
            case WORKING, WORKING_LONG -> new StatusBadge(Tone.ACTIVE, Glyph.TURNING, words);
            case SILENT, LOST -> new StatusBadge(Tone.WARNING, Glyph.ATTENTION, words);
            case UNKNOWN -> new StatusBadge(Tone.NEUTRAL, Glyph.UNKNOWN, words);
            case DONE -> new StatusBadge(Tone.NEUTRAL, Glyph.DONE, words);
        };
    }
}

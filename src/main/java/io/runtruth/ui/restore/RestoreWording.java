package io.runtruth.ui.restore;

import io.runtruth.operations.RunOutcome;
import io.runtruth.restore.DocumentDifference.DifferenceKind;
import io.runtruth.restore.ItemChange;
import io.runtruth.restore.ItemResult;
import io.runtruth.restore.RestoreItem;
import io.runtruth.restore.RestoreRun;
import io.runtruth.restore.RestoreState;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;

/// States, changes and results of restores, in words.
final class RestoreWording {

    private RestoreWording() {}

    static StatusBadge state(RestoreRun restore) {
        var counts = restore.counts();
        var words = words("restore.state." + restore.state().code());
        return switch (restore.state()) {
            case NOT_BEGUN ->
                restore.started() == null
                        ? new StatusBadge(Tone.NEUTRAL, Glyph.DRAFT, words("restore.state.previewed"))
                        : new StatusBadge(Tone.ACTIVE, Glyph.CLOCK, words);
            case IN_PROGRESS -> new StatusBadge(Tone.ACTIVE, Glyph.TURNING, words);
            case COMPLETED -> {
                if (counts.contradicted() > 0) {
                    yield new StatusBadge(Tone.WARNING, Glyph.ATTENTION, words("restore.state.contradicted"));
                }
                var isWhole = counts.skipped() + counts.failed() == 0;
                yield isWhole
                        ? new StatusBadge(Tone.GOOD, Glyph.DONE, words)
                        : new StatusBadge(Tone.WARNING, Glyph.HALF, words("restore.state.partial"));
            }
            case REFUSED -> new StatusBadge(Tone.BAD, Glyph.BLOCKED, words);
        };
    }

    /// Of one that is not worked on any more although it is not completed.
    static StatusBadge stopped(RunOutcome outcome) {
        return new StatusBadge(
                Tone.WARNING,
                outcome == RunOutcome.CANCELLED ? Glyph.CANCELLED : Glyph.FAILED,
                words("run.outcome." + outcome.code()));
    }

    static StatusBadge item(RestoreItem item) {
        if (item.isContradicted()) {
            return new StatusBadge(Tone.WARNING, Glyph.ATTENTION, words("restore.item.contradicted"));
        }
        if (item.isUnread()) {
            return new StatusBadge(Tone.WARNING, Glyph.HALF, words("restore.item.unread"));
        }
        return item.result() == null ? change(item.change()) : result(item.result());
    }

    private static StatusBadge change(ItemChange change) {
        var words = words("restore.change." + change.code());
        return switch (change) {
            case CREATE -> new StatusBadge(Tone.ACTIVE, Glyph.DRAFT, words);
            case CHANGE -> new StatusBadge(Tone.ACTIVE, Glyph.HALF, words);
            case UNCHANGED -> new StatusBadge(Tone.NEUTRAL, Glyph.DONE, words);
        };
    }

    private static StatusBadge result(ItemResult result) {
        var words = words("restore.result." + result.code());
        return switch (result) {
            case APPLIED -> new StatusBadge(Tone.GOOD, Glyph.DONE, words);
            case UNCHANGED -> new StatusBadge(Tone.NEUTRAL, Glyph.DONE, words);
            case SKIPPED -> new StatusBadge(Tone.WARNING, Glyph.BLOCKED, words);
            case FAILED -> new StatusBadge(Tone.BAD, Glyph.FAILED, words);
        };
    }

    static StatusBadge difference(DifferenceKind kind) {
        var words = words("restore.difference." + kind.code());
        return switch (kind) {
            case ADDED -> new StatusBadge(Tone.ACTIVE, Glyph.DRAFT, words);
            case CHANGED -> new StatusBadge(Tone.ACTIVE, Glyph.HALF, words);
            case REMOVED -> new StatusBadge(Tone.WARNING, Glyph.EMPTY, words);
            case REFORMATTED -> new StatusBadge(Tone.NEUTRAL, Glyph.DONE, words);
        };
    }

    /// The beginning of a digest, by which people tell two of them apart.
    static String shortened(String digest) {
        return digest.substring("sha256:".length(), "sha256:".length() + 8);
    }

    /// Why a document was skipped or failed.
    static String reason(String code) {
        return words("restore.reason." + code);
    }

    static boolean isOver(RestoreRun restore) {
        return restore.state() == RestoreState.COMPLETED || restore.state() == RestoreState.REFUSED;
    }

    private static String words(String key) {
        return Phrase.of(key).text();
    }
}

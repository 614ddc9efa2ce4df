package io.runtruth.ui.controls;

import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.reviews.ControlPlace;
import io.runtruth.reviews.ControlRow;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import java.util.List;

/// What is said of a control over several environments.
final class ControlWording {

    /// What a rate counts; in all other environments nobody knows whether the control is met.
    static final List<FindingGroup> RATED = List.of(FindingGroup.NOT_MET, FindingGroup.WARNING, FindingGroup.MET);

    private ControlWording() {}

    /// A title states what should be, so that one that is not met somewhere says so first; where it states the fault
    /// itself, it speaks for itself.
    static String title(ControlRow row) {
        var wording = row.wording();
        return row.of(FindingGroup.NOT_MET) > 0 && !wording.tellsFault()
                ? text("document.findings.not_met_title", wording.title())
                : ForeignText.shown(wording.title());
    }

    static long unrated(ControlRow row) {
        return row.environments() - row.of(RATED);
    }

    /// How it stands in all environments, in one sentence.
    static String spread(ControlRow row, LocalFormat format) {
        return text(
                "controls.spread",
                format.number(row.of(FindingGroup.NOT_MET)),
                format.number(row.of(FindingGroup.WARNING)),
                format.number(row.of(FindingGroup.MET)),
                format.number(unrated(row)),
                format.number(row.environments()));
    }

    static String result(FindingGroup result) {
        return text("controls.result." + result.code());
    }

    /// How it stands in one environment.
    static StatusBadge badge(ControlPlace place) {
        var standing = place.standing();
        if (standing == null) {
            return new StatusBadge(Tone.NEUTRAL, Glyph.UNKNOWN, text("controls.result.absent")).status("absent");
        }
        var words = result(standing.result());
        var badge = switch (standing.result()) {
            case NOT_MET -> new StatusBadge(Tone.BAD, Glyph.FAILED, words);
            case WARNING -> new StatusBadge(Tone.WARNING, Glyph.ATTENTION, words);
            case MET -> new StatusBadge(Tone.GOOD, Glyph.DONE, words);
            case ERROR, MANUAL, NOT_ASSESSED, UNKNOWN, ACCEPTED -> new StatusBadge(Tone.NEUTRAL, Glyph.UNKNOWN, words);
            case INFORMATIONAL, NOT_APPLICABLE, SUPPRESSED -> new StatusBadge(Tone.NEUTRAL, Glyph.CANCELLED, words);
        };
        return badge.status(standing.result().code());
    }

    static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }
}

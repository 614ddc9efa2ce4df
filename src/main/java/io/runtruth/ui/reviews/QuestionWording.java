package io.runtruth.ui.reviews;

import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.portal.QuestionStatus;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;

/// The state of a question in words.
final class QuestionWording {

    private QuestionWording() {}

    static StatusBadge badge(QuestionStatus status) {
        var words = I18NProvider.translate("question.status." + status.code());
        return (switch (status) {
                    case OPEN -> new StatusBadge(Tone.WARNING, Glyph.ATTENTION, words);
                    case ANSWERED -> new StatusBadge(Tone.GOOD, Glyph.DONE, words);
                    case CLOSED -> new StatusBadge(Tone.NEUTRAL, Glyph.DONE, words);
                })
                .status(status.code());
    }
}

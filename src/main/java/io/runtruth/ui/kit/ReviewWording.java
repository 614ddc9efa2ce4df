package io.runtruth.ui.kit;

import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.reviews.ReviewStatus;

/// A review's state in words and badges, the same on every screen (contract 6.4).
public final class ReviewWording {

    private ReviewWording() {}

    public static StatusBadge badge(ReviewStatus status) {
        var words = I18NProvider.translate("review.status." + status.code());
        var badge = switch (status) {
            case DRAFT -> new StatusBadge(Tone.NEUTRAL, Glyph.DRAFT, words);
            case READY -> new StatusBadge(Tone.GOOD, Glyph.DONE, words);
            case PUBLISHED -> new StatusBadge(Tone.GOOD, Glyph.PUBLISHED, words);
            case SUPERSEDED -> new StatusBadge(Tone.NEUTRAL, Glyph.SUPERSEDED, words);
            case ARCHIVED -> new StatusBadge(Tone.NEUTRAL, Glyph.ARCHIVED, words);
            case FAILED -> new StatusBadge(Tone.BAD, Glyph.FAILED, words);
        };
        return badge.status(status.code());
    }

    /// @param completeness `complete`, `partial` or `missing`
    public static String completeness(String completeness) {
        return I18NProvider.translate("review.completeness." + completeness);
    }
}

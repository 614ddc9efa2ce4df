package io.runtruth.ui.reviews;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Tone;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Above a review that was superseded: that it was, and the way to the newest.
final class NewerReview extends Div {

    private final Function<UUID, String> address;

    /// @param address of a review
    NewerReview(Function<UUID, String> address) {
        this.address = address;
        setId("newer-review");
        addClassNames("notice", "screen-only");
        getElement().setAttribute("data-tone", Tone.WARNING.code());
        setVisible(false);
    }

    /// @param newest that the reader may open; empty where there is none
    void show(Optional<Neighbour> newest) {
        removeAll();
        setVisible(newest.isPresent());
        newest.ifPresent(it -> add(Glyph.SUPERSEDED.create(), words(it)));
    }

    private Span words(Neighbour newest) {
        var at = LocalFormat.of(UI.getCurrent()).date(newest.at());
        var words = new Span(getTranslation("review.newer", newest.number(), at));
        words.add(new Anchor(address.apply(newest.reviewId()), getTranslation("review.newer.open", newest.number())));
        return words;
    }
}

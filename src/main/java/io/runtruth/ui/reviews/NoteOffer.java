package io.runtruth.ui.reviews;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.reviews.ReviewNote;
import io.runtruth.reviews.ReviewNoteQueries.Offer;
import io.runtruth.ui.kit.LocalFormat;
import java.util.stream.Collectors;

/// Offers the own words of the review that is published now: nothing of them is taken over by itself.
final class NoteOffer extends Div {

    NoteOffer(Offer offer, LocalFormat format, Runnable take) {
        setId("notes-offer");
        addClassNames("notes-offer", "screen-only");
        var sections = offer.notes().stream()
                .map(ReviewNote::section)
                .map(it -> getTranslation("document.section." + it.code()))
                .collect(Collectors.collectingAndThen(Collectors.toList(), format::list));
        var button = new Button(getTranslation("own_words.take_over"), _ -> take.run());
        button.setId("action-take-notes");
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setDisableOnClick(true);
        add(new Span(getTranslation("own_words.offer", offer.from().number(), sections)), button);
    }
}

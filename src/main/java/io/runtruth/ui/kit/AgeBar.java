package io.runtruth.ui.kit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.reviews.EnvironmentReviewRow.Evidence;
import java.time.Duration;
import java.time.Instant;

/// The age of the newest evidence against the workspace's limit, as a length and in days.
final class AgeBar extends Div {

    private static final double SHORT_OF_TIME = 0.75;

    /// @param collectedAt of the evidence
    AgeBar(Evidence evidence, Instant collectedAt, Instant now, LocalFormat format) {
        addClassName("age");
        var age = Duration.between(collectedAt, now);
        var share = (double) age.toSeconds() / evidence.limit().toSeconds();
        var tooOld = evidence.isTooOld(now);
        getElement().setAttribute("data-tone", tooOld ? "bad" : share > SHORT_OF_TIME ? "warning" : "neutral");
        getElement().setAttribute("title", format.dateTime(collectedAt));
        var words = new Span(getTranslation(
                tooOld ? "dashboard.row.too_old" : "dashboard.row.age",
                Math.max(0, age.toDays()),
                evidence.limit().toDays()));
        var filled = new Span();
        filled.getStyle().setWidth("%d%%".formatted(Math.clamp(Math.round(share * 100), 1, 100)));
        var track = new Div(filled);
        track.addClassName("track");
        track.getElement().setAttribute("aria-hidden", "true");
        add(words, track);
    }
}

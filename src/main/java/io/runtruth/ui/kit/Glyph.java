package io.runtruth.ui.kit;

import com.vaadin.flow.component.html.Span;
import io.runtruth.shared.Coded;

/// The console's own icons (`theme/icons.css`), in the colour of the text around them. They repeat what a word
/// beside them says, so assistive technology does not read them.
public enum Glyph implements Coded {
    CLOCK,
    TURNING,
    DONE,
    HALF,
    BLOCKED,
    FAILED,
    CANCELLED,
    ATTENTION,
    UNKNOWN,
    DRAFT,
    PUBLISHED,
    SUPERSEDED,
    ARCHIVED,
    HOME,
    OPERATIONS,
    REVIEW,
    CONTROLS,
    ENVIRONMENT,
    PERSON,
    UP,
    DOWN,
    SEARCH,
    SYSTEM,
    BELL,
    SETTINGS,
    KEY,
    PEOPLE,
    WEBHOOK,
    TRAIL,
    EMPTY;

    public Span create() {
        var icon = new Span();
        icon.addClassName("icon");
        icon.getElement().setAttribute("data-icon", code());
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }
}

package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/// Says why there is nothing here and what to do next (contract 9).
public final class EmptyState extends Div {

    /// @param title translated, a few words
    /// @param text translated, what to do about it
    /// @param next what does it: links, buttons
    public EmptyState(Glyph glyph, String title, String text, Component... next) {
        addClassName("empty-state");
        add(glyph.create(), new H2(title), new Paragraph(text));
        if (next.length > 0) {
            var actions = new Div(next);
            actions.addClassName("next");
            add(actions);
        }
    }
}

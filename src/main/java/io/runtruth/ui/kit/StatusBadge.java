package io.runtruth.ui.kit;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Span;

/// An icon and a word for a state; never colour alone. The codes behind it are on the element, for tests and styles
/// (contract 9): `data-status`, `data-outcome`, `data-decision`.
@Tag(Tag.SPAN)
public final class StatusBadge extends HtmlContainer {

    /// @param words translated
    public StatusBadge(Tone tone, Glyph glyph, String words) {
        var text = new Span(words);
        text.addClassName("words");
        addClassName("status");
        getElement().setAttribute("data-tone", tone.code());
        getElement().setAttribute("title", words);
        add(glyph.create(), text);
    }

    /// @param code as the API writes it: `queued`, `ready`
    public StatusBadge status(String code) {
        return hook("data-status", code);
    }

    /// @param code as the API writes it: `partially_succeeded`
    public StatusBadge outcome(String code) {
        return hook("data-outcome", code);
    }

    /// @param code as the API writes it: `reconciled_succeeded`
    public StatusBadge decision(String code) {
        return hook("data-decision", code);
    }

    /// What it says on hover, instead of its words.
    ///
    /// @param words translated
    public StatusBadge hint(String words) {
        return hook("title", words);
    }

    private StatusBadge hook(String attribute, String code) {
        getElement().setAttribute(attribute, code);
        return this;
    }
}

package io.runtruth.ui.kit;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.stream.Collectors;

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

    /// The same, drawn by the browser in the cell of a grid: of `item.tone`, `item.icon`, `item.words`, and of
    /// `item.hint`, which it says on hover.
    ///
    /// @param hooks which of `status`, `outcome` and `decision` it is marked with, of the properties of these names
    public static String template(String... hooks) {
        var marks = Arrays.stream(hooks)
                .map(hook -> " data-%1$s=\"${item.%1$s}\"".formatted(hook))
                .collect(Collectors.joining());
        return """
                <span class="status" data-tone="${item.tone}" title="${item.hint}"%s><span class="icon"
                    data-icon="${item.icon}" aria-hidden="true"></span><span class="words">${item.words}</span></span>""".formatted(marks);
    }

    private StatusBadge hook(String attribute, String code) {
        getElement().setAttribute(attribute, code);
        return this;
    }
}

package io.runtruth.ui.frame;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Routes;

/// What all error views look like: what is known, and the way on.
final class ErrorPage extends Div {

    private final H1 title = new H1();
    private final Paragraph text = new Paragraph();

    ErrorPage() {
        addClassName("empty-state");
        var start = new Anchor("/" + Routes.START, getTranslation("kit.error.to_start"));
        var next = new Div(start);
        next.addClassName("next");
        add(Glyph.UNKNOWN.create(), title, text, next);
    }

    /// @param title translated
    /// @param text translated
    void say(String title, String text) {
        this.title.setText(title);
        this.text.setText(text);
    }
}

package io.runtruth.ui.operations;

import com.vaadin.flow.component.html.Div;
import io.runtruth.texts.ForeignText;

/// What a person wrote about a run, as they wrote it.
final class AttentionNote {

    private AttentionNote() {}

    static Div of(String note) {
        var shown = new Div(ForeignText.shown(note));
        shown.addClassName("note");
        return shown;
    }
}

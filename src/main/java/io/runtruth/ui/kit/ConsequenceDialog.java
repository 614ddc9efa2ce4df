package io.runtruth.ui.kit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.stream.Stream;

/// Asks before something ends: says what ends with it, whose, and what stays. The answer that changes nothing has the
/// focus, so that Enter and Escape both leave everything as it is.
public final class ConsequenceDialog extends ConfirmDialog {

    /// @param id of the dialog
    /// @param title translated, a question
    /// @param keep translated; the answer that changes nothing
    /// @param consequences translated sentences
    public ConsequenceDialog(String id, String title, String keep, String... consequences) {
        setId(id);
        setHeader(title);
        setText(new Div(Stream.of(consequences).map(Paragraph::new).toArray(Paragraph[]::new)));
        // the dialog gives its focus to the button in this place
        setConfirmButton(new Button(keep));
    }

    /// @param id of the button
    /// @param text translated, a verb
    public ConsequenceDialog onConfirm(String id, String text, Runnable answer) {
        var button = new Button(text);
        button.setId(id);
        button.addThemeVariants(ButtonVariant.ERROR);
        setRejectable(true);
        setRejectButton(button);
        addRejectListener(_ -> answer.run());
        return this;
    }
}

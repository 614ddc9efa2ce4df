package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;

/// Asks about a file that is not taken without an answer. What does no harm has the focus: Enter and Escape both
/// leave everything as it is.
class QuestionDialog extends ConfirmDialog {

    private final Div offers = new Div();

    /// @param id of the dialog
    /// @param title translated
    /// @param harmless translated; the answer that does nothing
    QuestionDialog(String id, String title, String harmless) {
        setId(id);
        addClassName("question");
        setHeader(title);
        offers.addClassName("offers");
        var leave = new Button(harmless);
        leave.setId("action-cancel-" + id.substring(id.indexOf('-') + 1));
        // the field gives its focus to the button in this place
        setConfirmButton(leave);
    }

    /// What is said before the answers that are offered.
    void setContent(Component... content) {
        var parts = new Div(content);
        parts.add(offers);
        setText(parts);
    }

    /// An answer that suggests itself.
    ///
    /// @param text translated
    void offer(String id, String text, Runnable answer) {
        var button = new Button(text, _ -> {
            close();
            answer.run();
        });
        button.setId(id);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        offers.add(button);
    }

    /// An answer that is possible, and not the one to be taken for granted.
    ///
    /// @param text translated
    void allow(String id, String text, Runnable answer) {
        var button = new Button(text);
        button.setId(id);
        button.addThemeVariants(ButtonVariant.TERTIARY);
        setRejectable(true);
        setRejectButton(button);
        addRejectListener(_ -> answer.run());
    }

    /// Also when it is closed without an answer.
    void onLeave(Runnable answer) {
        addConfirmListener(_ -> answer.run());
        addCancelListener(_ -> answer.run());
    }
}

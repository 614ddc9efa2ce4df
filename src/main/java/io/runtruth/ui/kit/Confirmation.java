package io.runtruth.ui.kit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;

/// A question before something that is not to be taken for granted. What does no harm has the focus: Enter and
/// Escape both leave everything as it is.
public class Confirmation extends ConfirmDialog {

    /// @param what the dialog is `dialog-<what>`, and the answer that does nothing `action-cancel-<what>`
    /// @param title translated
    /// @param harmless translated; the answer that does nothing
    public Confirmation(String what, String title, String harmless) {
        setId("dialog-" + what);
        addClassName("question");
        setHeader(title);
        var leave = new Button(harmless);
        leave.setId("action-cancel-" + what);
        // the field gives its focus to the button in this place
        setConfirmButton(leave);
    }

    /// Asks "really?", and does it where the answer is yes.
    public static Confirmation ask(Really asked, Runnable act) {
        var dialog = new Confirmation(asked.what(), asked.title(), asked.keep());
        var text = new Div();
        asked.text().stream().map(Paragraph::new).forEach(text::add);
        dialog.setText(text);
        dialog.allow("action-confirm-" + asked.what(), asked.act(), act);
        dialog.open();
        return dialog;
    }

    /// An answer that is possible, and not the one that suggests itself.
    ///
    /// @param text translated
    public final void allow(String id, String text, Runnable answer) {
        var button = new Button(text);
        button.setId(id);
        button.addThemeVariants(ButtonVariant.TERTIARY);
        setRejectable(true);
        setRejectButton(button);
        addRejectListener(_ -> answer.run());
    }

    /// Where nothing is to be done; also when it is closed without an answer.
    public final void onLeave(Runnable answer) {
        addConfirmListener(_ -> answer.run());
        addCancelListener(_ -> answer.run());
    }

    /// All words translated.
    ///
    /// @param what tail of the ids
    /// @param text what it comes to, in paragraphs
    /// @param keep the answer that does nothing
    /// @param act the answer that does it
    public record Really(String what, String title, List<String> text, String keep, String act) {}
}

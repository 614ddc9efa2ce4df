package io.runtruth.ui.environments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.runtruth.ui.kit.Confirmation;

/// Asks about a file that is not taken without an answer, and offers those that suggest themselves.
class QuestionDialog extends Confirmation {

    private final Div offers = new Div();

    /// @param what tail of the ids
    /// @param title translated
    /// @param harmless translated; the answer that does nothing
    QuestionDialog(String what, String title, String harmless) {
        super(what, title, harmless);
        offers.addClassName("offers");
    }

    /// What is said before the answers that are offered.
    final void setContent(Component... content) {
        var parts = new Div(content);
        parts.add(offers);
        setText(parts);
    }

    /// An answer that suggests itself.
    ///
    /// @param text translated
    final void offer(String id, String text, Runnable answer) {
        var button = new Button(text, _ -> {
            close();
            answer.run();
        });
        button.setId(id);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        offers.add(button);
    }
}

package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextFieldBase;
import io.runtruth.shared.Problem;
import java.util.stream.Stream;

/// Asks for the few things that an action needs. What is refused is said in it, and nothing that was entered is lost;
/// what is shown once stays until it is closed on purpose.
public final class FormDialog extends Dialog {

    private final ProblemMessages messages;
    private final Div fields = new Div();
    private final Paragraph refusal = new Paragraph();
    private final Button cancel = new Button(getTranslation("kit.form.cancel"), _ -> close());
    private boolean isAnswered;

    /// @param id of the dialog
    /// @param title translated
    public FormDialog(String id, String title, ProblemMessages messages) {
        this.messages = messages;
        setId(id);
        addClassName("form");
        setHeaderTitle(title);
        fields.addClassName("fields");
        refusal.addClassName("refusal");
        refusal.getElement().setAttribute("role", "alert");
        refusal.setVisible(false);
        cancel.setId("action-leave-form");
        add(fields, refusal);
        addOpenedChangeListener(_ -> focusFirst());
        getFooter().add(cancel);
    }

    /// So that typing goes where the question is.
    private void focusFirst() {
        if (isOpened()) {
            within(fields).filter(Focusable.class::isInstance).findFirst().ifPresent(it -> ((Focusable<?>) it).focus());
        }
    }

    public FormDialog ask(Component... components) {
        fields.add(components);
        return this;
    }

    /// After what is asked. Closes once it is done, unless [#answer] was given something to show. Enter in a line of
    /// text does it too, but not where it begins the next one.
    ///
    /// @param id of the button
    /// @param text translated, a verb
    public FormDialog offer(String id, String text, Runnable act) {
        var button = new Button(text);
        button.setId(id);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        var lines = within(fields)
                .filter(it -> it instanceof TextFieldBase && !(it instanceof TextArea))
                .toArray(Component[]::new);
        if (lines.length > 0) {
            button.addClickShortcut(Key.ENTER).listenOn(lines).resetFocusOnActiveElement();
        }
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            attempt(act);
            button.setEnabled(true);
        });
        getFooter().add(button);
        return this;
    }

    /// In place of the questions, until somebody closes it.
    public void answer(Component shown) {
        isAnswered = true;
        removeAll();
        add(shown);
        cancel.setText(getTranslation("kit.form.close"));
        getFooter().removeAll();
        getFooter().add(cancel);
        setCloseOnOutsideClick(false);
    }

    private static Stream<Component> within(Component outer) {
        return outer.getChildren().flatMap(it -> Stream.concat(Stream.of(it), within(it)));
    }

    private void attempt(Runnable act) {
        refusal.setVisible(false);
        try {
            act.run();
            if (!isAnswered) {
                close();
            }
        } catch (Problem problem) {
            refusal.setText(messages.of(problem, getLocale()));
            refusal.setVisible(true);
        }
    }
}

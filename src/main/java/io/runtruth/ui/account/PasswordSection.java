package io.runtruth.ui.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import io.runtruth.access.PasswordRules;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import java.util.function.BiConsumer;

/// Another password, by whoever knows the one until now. Every sign-in ends with it, so the way on is the sign-in.
final class PasswordSection extends Composite<Div> {

    private final PasswordField now = new PasswordField(getTranslation("settings.person.password_now"));
    private final PasswordField wanted = new PasswordField(getTranslation("reset.field.password"));
    private final Paragraph refusal = new Paragraph();
    private final BiConsumer<String, String> change;
    private final ProblemMessages messages;

    PasswordSection(BiConsumer<String, String> change, ProblemMessages messages) {
        this.change = change;
        this.messages = messages;
        now.setId("password-now");
        now.setMaxLength(PasswordRules.LONGEST);
        now.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        wanted.setId("password-wanted");
        wanted.setMaxLength(PasswordRules.LONGEST);
        wanted.setAutocomplete(Autocomplete.NEW_PASSWORD);
        wanted.setHelperText(getTranslation("setup.password.help"));
        refusal.setId("password-refusal");
        refusal.addClassName("refusal");
        refusal.getElement().setAttribute("role", "alert");
        refusal.setVisible(false);
        var save = new Button(getTranslation("settings.person.change_password"), _ -> save());
        save.setId("action-change-password");
        save.addThemeVariants(ButtonVariant.SMALL);
        getContent()
                .add(new PersonSection(
                        "setup.field.password",
                        now,
                        wanted,
                        new Paragraph(getTranslation("settings.person.password_ends")),
                        refusal,
                        save));
    }

    private void save() {
        refusal.setVisible(false);
        try {
            change.accept(now.getValue(), wanted.getValue());
            UI.getCurrent().getPage().setLocation("/" + Routes.SIGN_IN);
        } catch (Problem problem) {
            refusal.setText(messages.of(problem, getLocale()));
            refusal.setVisible(true);
        }
    }
}

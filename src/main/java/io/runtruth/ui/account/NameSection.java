package io.runtruth.ui.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Toast;
import java.util.function.Consumer;

/// How others see the person.
final class NameSection extends Composite<Div> {

    private static final int LONGEST = 200;

    private final TextField name = new TextField(getTranslation("setup.field.name"));
    private final Consumer<String> rename;
    private final ProblemMessages messages;

    NameSection(String shown, Consumer<String> rename, ProblemMessages messages) {
        this.rename = rename;
        this.messages = messages;
        name.setId("person-name");
        name.setMaxLength(LONGEST);
        name.setValue(shown);
        name.setHelperText(getTranslation("settings.person.name_help"));
        var save = new Button(getTranslation("settings.save"), _ -> save());
        save.setId("action-rename-person");
        save.addThemeVariants(ButtonVariant.SMALL);
        getContent().add(new PersonSection("settings.person.name", name, save));
    }

    private void save() {
        try {
            rename.accept(name.getValue());
            name.setInvalid(false);
            Toast.done(getTranslation("settings.saved"));
        } catch (Problem problem) {
            name.setErrorMessage(messages.of(problem, getLocale()));
            name.setInvalid(true);
        }
    }
}

package io.runtruth.ui.frame;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.runtruth.texts.Language;

/// The languages side by side, each by its own name, for the page before the console.
public final class LanguageSwitch extends Div {

    public LanguageSwitch() {
        addClassName("languages");
        for (var language : Language.values()) {
            add(button(language));
        }
    }

    private Button button(Language language) {
        var button = new Button(getTranslation("kit.language." + language.code()), _ -> choose(language));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setId("language-" + language.code());
        button.getElement().setAttribute("lang", language.code());
        return button;
    }

    /// Loads the page again, since every text on it changes; its URL restores the rest.
    public static void choose(Language language) {
        Preferences.choose(language);
        UI.getCurrent().getPage().reload();
    }
}

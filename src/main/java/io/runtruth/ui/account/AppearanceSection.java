package io.runtruth.ui.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.server.VaadinRequest;
import io.runtruth.texts.Language;
import io.runtruth.ui.frame.LanguageSwitch;
import io.runtruth.ui.frame.Preferences;
import io.runtruth.ui.kit.LocalFormat;
import java.util.Locale;

/// The language and the colours of this browser, and the zone that its times are in.
final class AppearanceSection extends Composite<Div> {

    AppearanceSection() {
        var zone = LocalFormat.of(UI.getCurrent()).zone().getId();
        getContent()
                .add(new PersonSection(
                        "settings.person.appearance",
                        language(),
                        scheme(),
                        new Paragraph(getTranslation("settings.person.zone", zone))));
    }

    private Select<Language> language() {
        var language = new Select<Language>();
        language.setId("person-language");
        language.setLabel(getTranslation("settings.person.language"));
        language.setItems(Language.values());
        language.setItemLabelGenerator(it -> getTranslation("kit.language." + it.code()));
        language.setValue(Language.of(getLocale()));
        language.addValueChangeListener(change -> LanguageSwitch.choose(change.getValue()));
        return language;
    }

    private Select<ColorScheme.Value> scheme() {
        var scheme = new Select<ColorScheme.Value>();
        scheme.setId("person-scheme");
        scheme.setLabel(getTranslation("settings.person.scheme"));
        scheme.setItems(ColorScheme.Value.SYSTEM, ColorScheme.Value.LIGHT, ColorScheme.Value.DARK);
        scheme.setItemLabelGenerator(it -> getTranslation("kit.scheme." + code(it)));
        scheme.setValue(Preferences.scheme(VaadinRequest.getCurrent()));
        scheme.addValueChangeListener(change -> {
            Preferences.choose(change.getValue());
            UI.getCurrent().getPage().setColorScheme(change.getValue());
        });
        return scheme;
    }

    private static String code(ColorScheme.Value scheme) {
        return scheme == ColorScheme.Value.SYSTEM ? "system" : scheme.name().toLowerCase(Locale.ROOT);
    }
}

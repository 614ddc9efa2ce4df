package io.runtruth.ui.account;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.server.VaadinRequest;
import io.runtruth.access.TimeZones;
import io.runtruth.texts.Language;
import io.runtruth.ui.frame.LanguageSwitch;
import io.runtruth.ui.frame.Preferences;
import io.runtruth.ui.kit.LocalFormat;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The language and the colours of this browser, and the zone that the person's times are in, wherever they sign in.
final class AppearanceSection extends Composite<Div> {

    /// @param zone that was chosen; empty: as the browser says
    /// @param choose takes one of [TimeZones]; null: as the browser says
    AppearanceSection(Optional<ZoneId> zone, Consumer<@Nullable String> choose) {
        getContent().add(new PersonSection("settings.person.appearance", language(), scheme(), zone(zone, choose)));
    }

    /// Loads the page again, since every time on it changes.
    private ComboBox<String> zone(Optional<ZoneId> chosen, Consumer<@Nullable String> choose) {
        var zone = new ComboBox<String>(getTranslation("settings.person.zone"));
        zone.setId("person-zone");
        zone.setItemLabelGenerator(AppearanceSection::named);
        zone.setItems(TimeZones.all());
        zone.setPlaceholder(getTranslation(
                "settings.person.zone_browser",
                LocalFormat.browserZone(UI.getCurrent()).getId()));
        zone.setHelperText(getTranslation("settings.person.zone_help"));
        zone.setClearButtonVisible(true);
        zone.setValue(chosen.map(ZoneId::getId).orElse(null));
        zone.addValueChangeListener(change -> {
            choose.accept(change.getValue());
            UI.getCurrent().getPage().reload();
        });
        return zone;
    }

    /// As people write it, so that it is found by that: `America/New York`.
    private static String named(String zone) {
        return zone.replace('_', ' ');
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

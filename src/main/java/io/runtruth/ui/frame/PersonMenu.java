package io.runtruth.ui.frame;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import io.runtruth.texts.Language;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What belongs to the person and not to the work: language, colours, leaving.
final class PersonMenu extends MenuBar {

    private static final List<ColorScheme.Value> SCHEMES =
            List.of(ColorScheme.Value.SYSTEM, ColorScheme.Value.LIGHT, ColorScheme.Value.DARK);

    private final Map<ColorScheme.Value, MenuItem> schemes = new EnumMap<>(ColorScheme.Value.class);

    PersonMenu(String name, Runnable signOut) {
        setId("person-menu");
        addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
        var person = Spans.foreign(name);
        person.addClassName("person-name");
        var root = addItem(Glyph.PERSON.create());
        root.add(person);
        root.setAriaLabel(getTranslation("kit.person.menu", name));
        var menu = root.getSubMenu();
        addLanguages(menu);
        menu.addComponent(new Hr());
        addSchemes(menu);
        menu.addComponent(new Hr());
        menu.addItem(getTranslation("kit.person.settings"), _ -> UI.getCurrent().navigate(Routes.PERSON))
                .setId("action-person");
        menu.addItem(getTranslation("kit.person.tokens"), _ -> UI.getCurrent().navigate(Routes.TOKENS))
                .setId("action-tokens");
        menu.addItem(getTranslation("kit.person.passkeys"), _ -> UI.getCurrent().navigate(Routes.PASSKEYS))
                .setId("action-passkeys");
        menu.addItem(getTranslation("kit.person.sessions"), _ -> UI.getCurrent().navigate(Routes.SESSIONS))
                .setId("action-sessions");
        menu.addItem(getTranslation("kit.person.sign_out"), _ -> signOut.run()).setId("action-sign-out");
    }

    private void addLanguages(SubMenu menu) {
        var current = Language.of(getLocale());
        for (var language : Language.values()) {
            var item = menu.addItem(
                    getTranslation("kit.language." + language.code()), _ -> LanguageSwitch.choose(language));
            item.setCheckable(true);
            item.setChecked(language == current);
            item.setId("language-" + language.code());
        }
    }

    private void addSchemes(SubMenu menu) {
        for (var scheme : SCHEMES) {
            var code = scheme == ColorScheme.Value.SYSTEM
                    ? "system"
                    : scheme.name().toLowerCase(Locale.ROOT);
            var item = menu.addItem(getTranslation("kit.scheme." + code), _ -> choose(scheme));
            item.setCheckable(true);
            item.setId("scheme-" + code);
            schemes.put(scheme, item);
        }
        check(Preferences.scheme(VaadinRequest.getCurrent()));
    }

    private void choose(ColorScheme.Value scheme) {
        Preferences.choose(scheme);
        UI.getCurrent().getPage().setColorScheme(scheme);
        check(scheme);
    }

    private void check(ColorScheme.Value chosen) {
        schemes.forEach((scheme, item) -> item.setChecked(scheme == chosen));
    }
}

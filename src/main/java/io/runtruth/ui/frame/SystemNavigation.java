package io.runtruth.ui.frame;

import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Routes;

/// What lies across workspaces; only in a system operator's drawer.
final class SystemNavigation extends SideNav {

    SystemNavigation() {
        setId("navigation-system");
        getElement().setAttribute("aria-label", getTranslation("kit.navigation.across"));
        add("kit.navigation.system", Routes.SYSTEM_OPERATIONS, Glyph.SYSTEM);
        add("kit.navigation.system_workspaces", Routes.SYSTEM_WORKSPACES, Glyph.ENVIRONMENT);
        add("kit.navigation.system_accounts", Routes.SYSTEM_ACCOUNTS, Glyph.PEOPLE);
        add("kit.navigation.system_about", Routes.SYSTEM_ABOUT, Glyph.SETTINGS);
    }

    private void add(String key, String path, Glyph glyph) {
        addItem(new SideNavItem(getTranslation(key), path, glyph.create()));
    }
}

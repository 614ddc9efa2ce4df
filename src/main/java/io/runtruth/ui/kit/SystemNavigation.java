package io.runtruth.ui.kit;

import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;

/// What lies across workspaces; only in a system operator's drawer.
final class SystemNavigation extends SideNav {

    SystemNavigation() {
        setId("navigation-system");
        getElement().setAttribute("aria-label", getTranslation("kit.navigation.across"));
        addItem(new SideNavItem(
                getTranslation("kit.navigation.system"), Routes.SYSTEM_OPERATIONS, Glyph.SYSTEM.create()));
    }
}

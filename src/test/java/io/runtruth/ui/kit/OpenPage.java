package io.runtruth.ui.kit;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;

/// The page that a test has open, and what it does by itself every few seconds.
public final class OpenPage {

    private OpenPage() {}

    /// It reads again what it shows, once it is free.
    public static void tick() {
        pulse().tick();
    }

    static Pulse pulse() {
        return ComponentUtil.getData(UI.getCurrent(), Pulse.class);
    }
}

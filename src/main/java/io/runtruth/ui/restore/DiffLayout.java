package io.runtruth.ui.restore;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.shared.Registration;
import java.util.Objects;
import java.util.function.Consumer;

/// How a person looks at differences: all of them on the page alike, and the next ones too until the sign-out. A
/// page without room for two columns shows one.
enum DiffLayout {
    SIDE_BY_SIDE,
    ONE_COLUMN;

    static DiffLayout chosen() {
        var chosen = VaadinSession.getCurrent().getAttribute(DiffLayout.class);
        return Objects.requireNonNullElse(chosen, SIDE_BY_SIDE);
    }

    /// Of the whole page, at once.
    void choose(UI page) {
        page.getSession().setAttribute(DiffLayout.class, this);
        ComponentUtil.fireEvent(page, new Chosen(page, this));
    }

    static Registration follow(UI page, Consumer<DiffLayout> show) {
        return ComponentUtil.addListener(page, Chosen.class, event -> show.accept(event.layout));
    }

    DiffLayout other() {
        return this == SIDE_BY_SIDE ? ONE_COLUMN : SIDE_BY_SIDE;
    }

    String code() {
        return this == SIDE_BY_SIDE ? "side" : "one";
    }

    private static final class Chosen extends ComponentEvent<UI> {

        private final DiffLayout layout;

        Chosen(UI source, DiffLayout layout) {
            super(source, false);
            this.layout = layout;
        }
    }
}

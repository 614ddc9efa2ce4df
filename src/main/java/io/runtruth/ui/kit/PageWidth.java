package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import java.util.function.Consumer;

/// Whether a page has room for columns, or a row is better a card.
public final class PageWidth {

    /// Below this many pixels a row is a card.
    private static final int NARROW = 720;

    private PageWidth() {}

    /// Tells as soon as the view is on a page, and whenever the page is given another width.
    ///
    /// @param narrow is given whether the page is narrow; wide until something is known
    public static void follow(Component view, Consumer<Boolean> narrow) {
        narrow.accept(false);
        view.addAttachListener(attached -> {
            var page = attached.getUI().getPage();
            var details = page.getExtendedClientDetails();
            var width = details == null || details.getWindowInnerWidth() <= 0 ? NARROW : details.getWindowInnerWidth();
            narrow.accept(width < NARROW);
            var resizing = page.addBrowserWindowResizeListener(resized -> narrow.accept(resized.getWidth() < NARROW));
            view.addDetachListener(detached -> {
                detached.unregisterListener();
                resizing.remove();
            });
        });
    }
}

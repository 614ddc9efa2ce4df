package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// How wide a page is: what its window leaves beside the navigation, taken as open. The style knows the same numbers.
public final class PageWidth {

    private static final int NAVIGATION = 216;

    /// In a window of so many pixels or fewer the navigation lies over the page.
    private static final int OVERLAID = 800;

    private static final int USUAL_WINDOW = 1400;

    private PageWidth() {}

    /// Tells as soon as the view is on a page, and whenever the page is given another width.
    ///
    /// @param told is given the page's width in pixels; a usual one until something is known
    public static void follow(Component view, IntConsumer told) {
        told.accept(ofWindow(USUAL_WINDOW));
        view.addAttachListener(attached -> {
            var page = attached.getUI().getPage();
            told.accept(ofWindow(window(page.getExtendedClientDetails())));
            var resizing = page.addBrowserWindowResizeListener(resized -> told.accept(ofWindow(resized.getWidth())));
            view.addDetachListener(detached -> {
                detached.unregisterListener();
                resizing.remove();
            });
        });
    }

    static int ofWindow(int window) {
        return window > OVERLAID ? window - NAVIGATION : window;
    }

    private static int window(@Nullable ExtendedClientDetails details) {
        return details == null || details.getWindowInnerWidth() <= 0 ? USUAL_WINDOW : details.getWindowInnerWidth();
    }
}

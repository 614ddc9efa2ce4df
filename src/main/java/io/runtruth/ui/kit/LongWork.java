package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.runtruth.access.RequestOrigin;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What takes as long as somebody else's system takes, done beside the page that asks for it, which stays
/// usable meanwhile (contract 13).
public final class LongWork {

    private LongWork() {}

    /// @param view is told while it is still shown; what was done stays done
    /// @param work on a thread of its own, from where the click came; it touches no component
    /// @param done on the page's thread
    /// @param failed the same, with what went wrong in words
    public static <T> void begin(
            Component view, ProblemMessages messages, Supplier<T> work, Consumer<T> done, Consumer<String> failed) {
        var ui = UI.getCurrent();
        var locale = ui.getLocale();
        Thread.ofVirtual().name("long-work").start(RequestOrigin.kept(() -> {
            var told = told(messages, locale, work, done, failed);
            try {
                ui.access(() -> {
                    if (view.isAttached()) {
                        told.run();
                    }
                });
            } catch (UIDetachedException _) {
                // nobody looks any more
            }
        }));
    }

    /// The edge of a thread that nobody waits for.
    private static <T> Runnable told(
            ProblemMessages messages, Locale locale, Supplier<T> work, Consumer<T> done, Consumer<String> failed) {
        try {
            var made = work.get();
            return () -> done.accept(made);
        } catch (RuntimeException e) {
            var words = messages.of(e, locale);
            return () -> failed.accept(words);
        }
    }
}

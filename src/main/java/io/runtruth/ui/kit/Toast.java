package io.runtruth.ui.kit;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.Notification.Position;
import com.vaadin.flow.component.notification.NotificationVariant;
import java.time.Duration;

/// The answer to one's own action, at the edge of the page: never the only place where something can be read.
public final class Toast {

    private static final Duration DONE_SHOWN = Duration.ofSeconds(5);
    private static final Duration PROBLEM_SHOWN = Duration.ofSeconds(12);

    private Toast() {}

    /// @param text a translated sentence
    public static Notification done(String text) {
        return show(text, DONE_SHOWN);
    }

    /// @param text a translated sentence that says what is known and what to do
    public static Notification problem(String text) {
        var toast = show(text, PROBLEM_SHOWN);
        toast.addThemeVariants(NotificationVariant.WARNING);
        toast.setAssertive(true);
        return toast;
    }

    private static Notification show(String text, Duration shown) {
        return Notification.show(text, (int) shown.toMillis(), Position.BOTTOM_END);
    }
}

package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
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

    /// With the way on; stays longer, for there is something to click.
    ///
    /// @param title translated, a few words
    /// @param text translated
    public static Notification done(String title, String text, Component... next) {
        var toast = new Notification(parts(title, text, next));
        toast.setDuration((int) PROBLEM_SHOWN.toMillis());
        toast.setPosition(Position.BOTTOM_END);
        toast.open();
        return toast;
    }

    /// @param title translated, a few words
    /// @param text translated, what is known and what to do
    public static Notification problem(String title, String text, Component... next) {
        var toast = done(title, text, next);
        toast.addThemeVariants(NotificationVariant.WARNING);
        toast.setAssertive(true);
        return toast;
    }

    private static Div parts(String title, String text, Component... next) {
        var heading = new Span(title);
        heading.addClassName("title");
        var parts = new Div(heading, new Span(text));
        parts.addClassName("toast");
        parts.add(next);
        return parts;
    }

    private static Notification show(String text, Duration shown) {
        return Notification.show(text, (int) shown.toMillis(), Position.BOTTOM_END);
    }
}

package io.runtruth.ui.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.operations.reads.Notice;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;

/// One ending in the bell's list: where, what, how and when; it opens the run.
final class NoticeEntry extends Anchor {

    NoticeEntry(Notice notice) {
        super("/" + Routes.run(notice.workspace(), notice.runId()));
        addClassName(notice.unread() ? "new" : "read");
        var head = new Div(RunWording.ended(notice.outcome(), notice.flagged()), quiet(new RelativeTime(notice.at())));
        head.addClassName("head");
        add(head, what(notice));
        if (notice.reasonCode() != null) {
            add(quiet(new Span(RunWording.reason(notice.reasonCode()).text())));
        }
    }

    private static Div what(Notice notice) {
        var operation = new Span(RunWording.type(notice.type()).text());
        if (notice.environment() == null) {
            return new Div(operation);
        }
        var environment = new Span(notice.environment());
        environment.addClassName("environment");
        var what = new Div(environment, quiet(operation));
        what.addClassName("head");
        return what;
    }

    private static Span quiet(Component component) {
        var quiet = new Span(component);
        quiet.addClassName("quiet");
        return quiet;
    }
}

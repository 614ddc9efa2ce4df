package io.runtruth.ui.frame;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.operations.reads.Notice;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RunWording;
import io.runtruth.ui.kit.Spans;

/// One ending in the bell's list: where, what, how and when; it opens the run.
final class NoticeEntry extends Anchor {

    NoticeEntry(Notice notice) {
        super("/" + Routes.run(notice.workspace(), notice.runId()));
        addClassName(notice.unread() ? "new" : "read");
        var head = new Div(
                RunWording.ended(notice.outcome(), notice.flagged()), Spans.quiet(new RelativeTime(notice.at())));
        head.addClassName("head");
        add(head, what(notice));
        if (notice.reasonCode() != null) {
            add(Spans.quiet(RunWording.reason(notice.reasonCode()).text()));
        }
    }

    private static Div what(Notice notice) {
        var operation = RunWording.type(notice.type()).text();
        if (notice.environment() == null) {
            return new Div(new Span(operation));
        }
        var environment = Spans.foreign(notice.environment());
        environment.addClassName("environment");
        var what = new Div(environment, Spans.quiet(operation));
        what.addClassName("head");
        return what;
    }
}

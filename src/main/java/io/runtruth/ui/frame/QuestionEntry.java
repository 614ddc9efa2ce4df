package io.runtruth.ui.frame;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.runtruth.portal.QuestionNotice;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;

/// A question in the bell's list: that it waits for an answer, or that the person's own has ended; it opens the
/// finding.
final class QuestionEntry extends Anchor {

    QuestionEntry(QuestionNotice notice) {
        super("/" + Routes.finding(notice.workspace(), notice.reviewId(), notice.finding()));
        addClassName(notice.unread() ? "new" : "read");
        getElement().setAttribute("data-status", notice.status().code());
        var head = new Div(
                new Span(getTranslation("notices.question." + notice.status().code())),
                Spans.quiet(new RelativeTime(notice.at())));
        head.addClassName("head");
        var environment = Spans.foreign(notice.environment());
        environment.addClassName("environment");
        var what = new Div(environment, Spans.quiet(notice.controlId()));
        what.addClassName("head");
        add(head, what);
    }
}

package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.reviews.StartResult;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import io.runtruth.ui.kit.BulkPanel;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StartToast;
import java.util.List;

/// Compositions that were started together, in words.
final class StartAttemptWords implements BulkPanel.LineWords<StartAttempt> {

    @Override
    public String title(int asked) {
        return I18NProvider.translate("reviews.compose.summary_title", asked);
    }

    @Override
    public String summary(List<StartAttempt> all) {
        return I18NProvider.translate(
                "reviews.compose.summary",
                count(all, Dispatched.class),
                count(all, ReusedActiveRun.class),
                count(all, AlreadyAvailable.class),
                count(all, Refused.class)
                        + all.stream()
                                .filter(StartAttempt.Failed.class::isInstance)
                                .count());
    }

    private static long count(List<StartAttempt> all, Class<? extends StartResult> kind) {
        return all.stream()
                .filter(line -> line instanceof StartAttempt.Tried(var _, var result) && kind.isInstance(result))
                .count();
    }

    @Override
    public ListItem item(StartAttempt line) {
        var name = Spans.foreign(line.subject().name());
        name.addClassName("subject");
        var item = new ListItem(name);
        item.getElement().setAttribute("data-environment", line.subject().slug());
        switch (line) {
            case StartAttempt.Tried(var subject, var result) -> {
                var told = StartToast.told(subject, result);
                item.add(new Span(told.title()));
                told.more().ifPresent(more -> item.add(new Span(more)));
                item.add(told.next());
            }
            case StartAttempt.Failed(var _, var words) -> item.add(new Span(words));
        }
        return item;
    }
}

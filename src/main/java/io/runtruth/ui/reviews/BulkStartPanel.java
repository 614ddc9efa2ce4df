package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.reviews.StartResult;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StartToast;
import java.util.List;

/// How far the compositions have come that were started together, with what each came to. It stays until it is
/// closed.
final class BulkStartPanel extends Composite<Section> {

    private final BulkStart bulk;
    private final H2 title = new H2();
    private final Div summary = new Div();
    private final UnorderedList lines = new UnorderedList();
    private int shown;

    BulkStartPanel(BulkStart bulk, LiveUpdates live) {
        this.bulk = bulk;
        var close = new Button(
                getTranslation("reviews.bulk.close"), _ -> getContent().removeFromParent());
        close.setId("action-close-bulk");
        close.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        var head = new Div(title, summary, close);
        head.addClassName("head");
        summary.setId("bulk-summary");
        summary.getElement().setAttribute("role", "status");
        getContent().setId("bulk-start");
        getContent().addClassName("bulk-start");
        getContent().add(head, lines);
        title.setText(getTranslation("reviews.compose.summary_title", bulk.asked()));
        show();
        live.listen(this, bulk::listen, this::show);
    }

    private void show() {
        var known = bulk.lines();
        known.subList(shown, known.size()).stream().map(BulkStartPanel::item).forEach(lines::add);
        shown = known.size();
        summary.setText(
                shown < bulk.asked() ? getTranslation("reviews.bulk.progress", shown, bulk.asked()) : inNumbers(known));
    }

    private String inNumbers(List<BulkStart.Attempt> all) {
        return getTranslation(
                "reviews.compose.summary",
                count(all, Dispatched.class),
                count(all, ReusedActiveRun.class),
                count(all, AlreadyAvailable.class),
                count(all, Refused.class)
                        + all.stream()
                                .filter(BulkStart.Attempt.Failed.class::isInstance)
                                .count());
    }

    private static long count(List<BulkStart.Attempt> all, Class<? extends StartResult> kind) {
        return all.stream()
                .filter(line -> line instanceof BulkStart.Attempt.Tried(var _, var result) && kind.isInstance(result))
                .count();
    }

    private static ListItem item(BulkStart.Attempt line) {
        var name = Spans.foreign(line.subject().name());
        name.addClassName("environment");
        var item = new ListItem(name);
        item.getElement().setAttribute("data-environment", line.subject().slug());
        switch (line) {
            case BulkStart.Attempt.Tried(var subject, var result) -> {
                var told = StartToast.told(subject, result);
                item.add(new Span(told.title()));
                told.more().ifPresent(more -> item.add(new Span(more)));
                item.add(told.next());
            }
            case BulkStart.Attempt.Failed(var _, var words) -> item.add(new Span(words));
        }
        return item;
    }
}

package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.Gap;
import io.runtruth.ui.kit.Portions;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Findings that follow one another, in portions, each reason led by its heading.
final class FindingStretch extends Div {

    private final Function<Finding, FindingEntry> entry;
    private final Function<Gap, String> heading;
    private final UnorderedList list = new UnorderedList();
    private final int from;
    private final Portions<Finding> portions;
    private @Nullable Gap reason;

    /// @param from the place of the first among the group's
    /// @param findings those from there on
    FindingStretch(
            int from,
            List<Finding> findings,
            int atOnce,
            Function<Finding, FindingEntry> entry,
            Function<Gap, String> heading) {
        this.from = from;
        this.entry = entry;
        this.heading = heading;
        list.addClassName("findings");
        portions = Portions.of(findings, atOnce, this::show);
        add(list, portions);
    }

    private Component show(Finding finding) {
        if (finding.reason() != null && finding.reason() != reason) {
            reason = finding.reason();
            var item = new ListItem(heading.apply(finding.reason()));
            item.addClassName("finding-reason");
            list.add(item);
        }
        var made = entry.apply(finding);
        var item = new ListItem();
        made.selection().ifPresent(choice -> {
            item.addClassName("selectable");
            item.add(choice);
        });
        item.add(made);
        made.history().ifPresent(mark -> {
            item.addClassName("with-history");
            item.add(mark);
        });
        list.add(item);
        return made;
    }

    /// The place behind the last that is shown.
    int end() {
        return from + portions.shown();
    }

    void showUntil(int place) {
        portions.showUntil(place - from);
    }

    /// From this place on another stretch shows them.
    void endAt(int place) {
        portions.endAt(place - from);
    }
}

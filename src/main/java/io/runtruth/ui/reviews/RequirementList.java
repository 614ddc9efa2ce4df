package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.ui.kit.Portions;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The findings under one requirement of a framework, or under none: how many there are of which result, and behind
/// it, made when somebody opens it, each by name.
final class RequirementList extends NativeDetails {

    private static final int AT_ONCE = 20;

    private final List<Finding> findings;
    private final Function<Finding, FindingEntry> entry;
    private @Nullable Portions<Finding> portions;

    /// @param heading the requirement, as it may be shown
    /// @param counts checks by result, in words
    /// @param findings in the order of the document
    RequirementList(
            String heading,
            String counts,
            List<Finding> findings,
            boolean open,
            Function<Finding, FindingEntry> entry) {
        this.findings = findings;
        this.entry = entry;
        addClassName("requirement");
        var line = new Div(new H3(heading), new Span(counts));
        line.addClassName("requirement-line");
        setSummary(line);
        addToggleListener(toggled -> {
            if (toggled.isOpened()) {
                fill();
            }
        });
        if (open) {
            fill();
            setOpen(true);
        }
    }

    private Portions<Finding> fill() {
        var made = portions;
        if (made == null) {
            var list = new UnorderedList();
            list.addClassName("findings");
            made = Portions.of(findings, AT_ONCE, finding -> {
                var shown = entry.apply(finding);
                var item = new ListItem(shown);
                shown.history().ifPresent(mark -> {
                    item.addClassName("with-history");
                    item.add(mark);
                });
                list.add(item);
                return shown;
            });
            setContent(new Div(list, made));
            portions = made;
        }
        return made;
    }

    /// @param most how many are to be named
    /// @return how many are
    int forPaper(int most) {
        if (most <= 0) {
            return 0;
        }
        var made = fill();
        made.showUntil(most);
        setOpen(true);
        return made.shown();
    }
}

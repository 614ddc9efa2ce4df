package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Gap;
import io.runtruth.ui.kit.LocalFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The findings of one group under its heading, in portions. Groups that ask nothing of the reader are folded.
final class FindingList extends Div {

    private static final int AT_ONCE = 50;

    private static final Set<FindingGroup> FOLDED =
            Set.of(FindingGroup.MET, FindingGroup.NOT_APPLICABLE, FindingGroup.INFORMATIONAL);

    private final List<Finding> findings;
    private final Function<Finding, FindingEntry> entry;
    private final UnorderedList list = new UnorderedList();
    private final Map<Finding, FindingEntry> shown = new IdentityHashMap<>();
    private final Div content = new Div();
    private @Nullable NativeDetails folded;
    private @Nullable Portions<Finding> portions;
    private @Nullable Gap reason;
    private boolean filled;

    /// @param findings all of the group, at least one
    /// @param open whether it is shown at once, whatever the group
    FindingList(
            FindingGroup group,
            List<Finding> findings,
            boolean open,
            LocalFormat format,
            Function<Finding, FindingEntry> entry) {
        this.findings = findings;
        this.entry = entry;
        addClassName("finding-group");
        getElement().setAttribute("data-group", group.code());
        list.addClassName("findings");
        var checks = findings.stream().mapToLong(Finding::checks).sum();
        var heading = new H3(getTranslation(
                "document.findings.heading",
                getTranslation("document.findings.group." + group.code()),
                format.number(checks)));
        content.add(new Paragraph(getTranslation("document.findings.about." + group.code())), list);
        if (FOLDED.contains(group)) {
            var details = new NativeDetails(heading);
            details.setContent(content);
            details.addToggleListener(_ -> fill());
            folded = details;
            add(details);
            if (open) {
                details.setOpen(true);
            }
        } else {
            add(heading, content);
        }
        if (open || folded == null) {
            fill();
        }
    }

    private void fill() {
        if (!filled) {
            filled = true;
            var rest = Portions.show(findings, AT_ONCE, this::show);
            rest.ifPresent(content::add);
            portions = rest.orElse(null);
        }
    }

    private Component show(Finding finding) {
        if (finding.reason() != null && finding.reason() != reason) {
            reason = finding.reason();
            list.add(reasonHeading(finding.reason()));
        }
        var made = entry.apply(finding);
        shown.put(finding, made);
        list.add(new ListItem(made));
        return made;
    }

    private ListItem reasonHeading(Gap gap) {
        var checks = findings.stream()
                .filter(finding -> finding.reason() == gap)
                .mapToLong(Finding::checks)
                .sum();
        var item = new ListItem(getTranslation("review.gap." + gap.code(), checks));
        item.addClassName("finding-reason");
        return item;
    }

    /// Opens it, however far down it is; empty where it is of another group.
    Optional<FindingEntry> reveal(Finding finding) {
        var place = findings.indexOf(finding);
        if (place < 0) {
            return Optional.empty();
        }
        unfold();
        showUntil(place + 1);
        return Optional.ofNullable(shown.get(finding));
    }

    /// Everything by name, and of the first what stands behind it.
    ///
    /// @param whole how many are to be told whole
    /// @return how many were
    int forPaper(int most, int whole) {
        unfold();
        showUntil(most);
        if (folded != null) {
            return 0;
        }
        var told = findings.stream().limit(whole).map(shown::get).toList();
        told.forEach(FindingEntry::fill);
        return told.size();
    }

    private void unfold() {
        fill();
        if (folded != null) {
            folded.setOpen(true);
        }
    }

    private void showUntil(int end) {
        if (portions != null) {
            portions.showUntil(end);
        }
    }
}

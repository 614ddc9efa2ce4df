package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Gap;
import io.runtruth.ui.kit.LocalFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The findings of one group under its heading, in portions; one that is far down is shown with those around it, and
/// without the many before it. Groups that ask nothing of the reader are folded.
final class FindingList extends Div {

    private static final int AT_ONCE = 50;

    private static final Set<FindingGroup> FOLDED =
            Set.of(FindingGroup.MET, FindingGroup.NOT_APPLICABLE, FindingGroup.INFORMATIONAL);

    private final List<Finding> findings;
    private final Function<Finding, FindingEntry> entry;
    private final NavigableMap<Integer, FindingStretch> stretches = new TreeMap<>();
    private final Map<Finding, FindingEntry> shown = new IdentityHashMap<>();
    private final Div content = new Div();
    private @Nullable NativeDetails folded;

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
        var checks = findings.stream().mapToLong(Finding::checks).sum();
        var heading = new H3(getTranslation(
                "document.findings.heading",
                getTranslation("document.findings.group." + group.code()),
                format.number(checks)));
        content.add(new Paragraph(getTranslation("document.findings.about." + group.code())));
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
        if (stretches.isEmpty()) {
            addStretch(0);
        }
    }

    /// It ends where the next begins.
    private void addStretch(int from) {
        var before = stretches.lowerEntry(from);
        var next = stretches.higherKey(from);
        var made = new FindingStretch(
                from,
                findings.subList(from, next == null ? findings.size() : next),
                AT_ONCE,
                this::entry,
                this::reasonHeading);
        stretches.put(from, made);
        if (before == null) {
            content.add(made);
        } else {
            before.getValue().endAt(from);
            content.addComponentAtIndex(content.indexOf(before.getValue()) + 1, made);
        }
    }

    private FindingEntry entry(Finding finding) {
        var made = entry.apply(finding);
        shown.put(finding, made);
        return made;
    }

    private String reasonHeading(Gap gap) {
        var checks = findings.stream()
                .filter(finding -> finding.reason() == gap)
                .mapToLong(Finding::checks)
                .sum();
        return getTranslation("review.gap." + gap.code(), checks);
    }

    /// Makes it visible, however far down it is; empty where it is of another group.
    Optional<FindingEntry> reveal(Finding finding) {
        var place = findings.indexOf(finding);
        if (place < 0) {
            return Optional.empty();
        }
        unfold();
        if (!shown.containsKey(finding)) {
            showAround(place);
        }
        return Optional.ofNullable(shown.get(finding));
    }

    private void showAround(int place) {
        var before = stretches.floorEntry(place).getValue();
        if (place < before.end() + AT_ONCE) {
            before.showUntil(before.end() + AT_ONCE);
        } else {
            addStretch(place - place % AT_ONCE);
        }
    }

    /// By name, and of the first what stands behind it.
    ///
    /// @param named how many are to be named
    /// @param whole how many are to be told whole
    OnPaper forPaper(int named, int whole) {
        unfold();
        stretches.values().forEach(stretch -> stretch.showUntil(named));
        if (folded != null) {
            return new OnPaper(shown.size(), 0);
        }
        var told = findings.stream()
                .limit(whole)
                .map(shown::get)
                .filter(Objects::nonNull)
                .toList();
        told.forEach(FindingEntry::fill);
        return new OnPaper(shown.size(), told.size());
    }

    private void unfold() {
        fill();
        if (folded != null) {
            folded.setOpen(true);
        }
    }

    /// How many are named, and how many of them told whole.
    record OnPaper(int named, int whole) {}
}

package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.runtruth.reviews.FindingHistory;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.reviews.DocumentTable.Column;
import java.util.List;

/// Since when a finding stands as it stands, beside its line; on hover, focus and click how it stood in each review
/// before.
final class HistoryMark extends Composite<Div> {

    private final FindingHistory history;
    private final HistoryWords words;

    /// @param title of the finding, as it may be shown
    HistoryMark(FindingHistory history, String title, LocalFormat format) {
        this.history = history;
        this.words = new HistoryWords(history, InWords.of(format));
        var mark = new NativeButton(words.mark());
        mark.getElement()
                .setAttribute("aria-label", getTranslation("history.of", words.mark(), title, words.sentence()));
        var popover = new Popover();
        popover.setTarget(mark);
        popover.setOpenOnHover(true);
        popover.setOpenOnFocus(true);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(getTranslation("history.label"));
        popover.addClassName("history");
        popover.addOpenedChangeListener(change -> {
            if (change.isOpened() && popover.getChildren().findAny().isEmpty()) {
                popover.add(new Paragraph(words.sentence()), table());
            }
        });
        getContent().add(mark);
        getContent().addClassNames("finding-history", "screen-only");
    }

    private DocumentTable table() {
        var table = new DocumentTable(
                getTranslation("history.caption"),
                List.of(Column.of(getTranslation("history.review")), Column.of(getTranslation("history.result"))));
        table.row(getTranslation("history.here")).text(words.state(history.now()));
        history.earlier().forEach(past -> table.row(name(past.review())).text(words.told(past)));
        return table;
    }

    private String name(Neighbour review) {
        return words.name(review);
    }
}

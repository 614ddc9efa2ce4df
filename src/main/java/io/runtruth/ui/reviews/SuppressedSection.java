package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.reviews.ReviewContent.AcceptedSuppressed;
import io.runtruth.reviews.ReviewContent.SuppressedCheck;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.SeverityMark;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.reviews.DocumentTable.Column;
import java.util.List;

/// What the tools' own waivers hide, with the result under each.
final class SuppressedSection extends DocumentSection {

    private final FindingWords words;
    private final LocalFormat format;

    SuppressedSection(AcceptedSuppressed accepted, FindingWords words, LocalFormat format) {
        super("accepted_suppressed");
        this.words = words;
        this.format = format;
        if (accepted.total() == 0) {
            paragraph(getTranslation("document.suppressed.none"));
            return;
        }
        if (accepted.listed().size() < accepted.total()) {
            paragraph(
                    getTranslation("document.suppressed.cut", accepted.listed().size(), accepted.total()));
        }
        var table = new DocumentTable(
                getTranslation("document.suppressed.caption", accepted.total()),
                List.of(
                        Column.of(getTranslation("document.suppressed.control")),
                        Column.of(getTranslation("document.suppressed.severity")),
                        Column.of(getTranslation("document.suppressed.result")),
                        Column.of(getTranslation("document.suppressed.reason")),
                        Column.of(getTranslation("document.suppressed.until"))));
        accepted.listed().forEach(check -> row(table, check));
        add(table);
    }

    private void row(DocumentTable table, SuppressedCheck check) {
        table.row(control(check))
                .cell(SeverityMark.of(check.severity()))
                .text(getTranslation("check.result." + check.result().code()))
                .text(words.hiddenWhy(check.reason()))
                .text(
                        check.until() == null
                                ? getTranslation("document.suppressed.no_end")
                                : format.date(check.until()));
    }

    private static Component[] control(SuppressedCheck check) {
        var id = Spans.mono(check.controlId());
        var title = new Div(Spans.foreign(check.title()));
        return check.resource() == null
                ? new Component[] {id, title}
                : new Component[] {id, title, new Div(Spans.foreign(check.resource()))};
    }
}

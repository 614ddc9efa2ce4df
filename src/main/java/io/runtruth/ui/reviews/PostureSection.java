package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.H3;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.packs.words.PostureRow;
import io.runtruth.reviews.ReviewContent.ControlPosture;
import io.runtruth.reviews.ReviewContent.SnapshotPosture;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.reviews.DocumentTable.Column;
import java.util.ArrayList;
import java.util.List;

/// Each snapshot's checks by area and by severity; the numbers of every table add up to all its checks.
final class PostureSection extends DocumentSection {

    private final LocalFormat format;
    private final FindingWords words;

    PostureSection(ControlPosture posture, FindingWords words, LocalFormat format) {
        super("control_posture");
        this.format = format;
        this.words = words;
        for (var each : posture.snapshots()) {
            add(new H3(words.sourceName(words.source(each.snapshotId()))));
            add(byArea(each), bySeverity(each));
        }
    }

    private DocumentTable byArea(SnapshotPosture posture) {
        var rows = new ArrayList<Labelled>();
        posture.areas()
                .forEach(area -> rows.add(new Labelled(
                        words.area(words.source(posture.snapshotId()), area.area()),
                        PostureRow.of(area.severities()))));
        if (posture.folded() != null) {
            rows.add(new Labelled(getTranslation("document.posture.folded"), PostureRow.of(posture.folded())));
        }
        return table(new Heading("document.posture.by_area", "document.posture.area", true), rows);
    }

    private DocumentTable bySeverity(SnapshotPosture posture) {
        var rows = new ArrayList<Labelled>();
        PostureRow.bySeverity(posture)
                .forEach((severity, row) ->
                        rows.add(new Labelled(getTranslation("check.severity." + severity.code()), row)));
        return table(new Heading("document.posture.by_severity", "document.posture.severity", false), rows);
    }

    private DocumentTable table(Heading heading, List<Labelled> rows) {
        var sum = PostureRow.sum(rows.stream().map(Labelled::row));
        var table = new DocumentTable(getTranslation(heading.caption()), columns(heading, sum));
        for (var row : rows) {
            cells(table.row(row.label()), row.row(), new Kind(heading, sum));
        }
        cells(table.sum(getTranslation("document.table.sum")), sum, new Kind(heading, sum));
        return table;
    }

    private List<Column> columns(Heading heading, PostureRow sum) {
        var columns = new ArrayList<Column>();
        columns.add(Column.of(getTranslation(heading.first())));
        columns.add(Column.of(getTranslation("document.posture.spread")));
        sum.occurring().forEach(result -> columns.add(Column.number(getTranslation("check.result." + result.code()))));
        if (sum.suppressed() > 0) {
            columns.add(Column.number(getTranslation("document.posture.suppressed")));
        }
        columns.add(Column.number(getTranslation("document.table.all")));
        if (heading.withSeverities()) {
            columns.add(Column.of(getTranslation("document.posture.failed_severities")));
        }
        return columns;
    }

    private void cells(DocumentTable.Row shown, PostureRow row, Kind kind) {
        var results = kind.sum().occurring();
        shown.cell(new PostureBar(row, results));
        results.forEach(result -> shown.number(format.number(row.of(result))));
        if (kind.sum().suppressed() > 0) {
            shown.number(format.number(row.suppressed()));
        }
        shown.number(format.number(row.total()));
        if (kind.heading().withSeverities()) {
            shown.text(row.failed().isEmpty() ? "" : counted("review.severity_count.", row.failed(), format));
        }
    }

    /// @param withSeverities whether the failed checks of each row are told by severity as well
    private record Heading(String caption, String first, boolean withSeverities) {}

    private record Kind(Heading heading, PostureRow sum) {}

    private record Labelled(String label, PostureRow row) {}
}

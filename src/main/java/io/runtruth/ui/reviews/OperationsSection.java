package io.runtruth.ui.reviews;

import io.runtruth.reviews.ReviewContent.OperationsHealth;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.reviews.DocumentTable.Column;
import java.util.List;

/// How the environment's operations ended in the time before the evidence was collected.
final class OperationsSection extends DocumentSection {

    OperationsSection(OperationsHealth health, LocalFormat format) {
        super("operations_health");
        paragraph(getTranslation(
                "document.operations.runs", health.runs(), format.date(health.from()), format.date(health.to())));
        if (health.runs() == 0) {
            return;
        }
        var table = new DocumentTable(
                getTranslation("document.operations.caption"),
                List.of(
                        Column.of(getTranslation("document.operations.outcome")),
                        Column.number(getTranslation("document.operations.count"))));
        health.outcomes()
                .forEach((outcome, count) ->
                        table.row(getTranslation("run.outcome." + outcome)).number(format.number(count)));
        table.sum(getTranslation("document.table.sum")).number(format.number(health.runs()));
        add(table);
    }
}

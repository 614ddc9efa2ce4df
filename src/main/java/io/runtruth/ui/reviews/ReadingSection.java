package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.H3;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.ui.kit.FactList;

/// What the words of the document mean.
final class ReadingSection extends DocumentSection {

    ReadingSection() {
        super("reading");
        paragraph(getTranslation("document.reading.rate"));
        paragraph(getTranslation("document.reading.fingerprint"));
        var results = new FactList();
        for (var result : CheckResult.values()) {
            results.fact(
                    getTranslation("check.result." + result.code()),
                    getTranslation("document.reading.result." + result.code()));
        }
        results.fact(getTranslation("document.posture.suppressed"), getTranslation("document.reading.suppressed"));
        var severities = new FactList();
        for (var severity : Severity.values()) {
            severities.fact(
                    getTranslation("check.severity." + severity.code()),
                    getTranslation("document.reading.severity." + severity.code()));
        }
        add(new H3(getTranslation("document.reading.results")), results);
        add(new H3(getTranslation("document.reading.severities")), severities);
    }
}

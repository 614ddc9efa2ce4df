package io.runtruth.ui.reviews;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.reviews.ReviewContent.TopRisks;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.EvidenceLink;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.SeverityMark;
import io.runtruth.ui.kit.Spans;
import java.util.ArrayList;

/// What failed, most severe first, with what it affects: for content that names no other findings.
final class RisksSection extends DocumentSection {

    private final LocalFormat format;

    RisksSection(TopRisks risks, LocalFormat format) {
        super("top_risks");
        this.format = format;
        if (risks.failed() == 0) {
            paragraph(getTranslation("document.risks.none"));
            return;
        }
        if (risks.shown() < risks.failed()) {
            paragraph(getTranslation("document.risks.cut", risks.shown(), risks.failed()));
        }
        var list = new OrderedList();
        list.addClassName("risks");
        risks.risks().forEach(risk -> list.add(item(risk)));
        add(list);
    }

    private ListItem item(Risk risk) {
        var item = new ListItem(facts(risk), new H3(ForeignText.shown(risk.title())), new Paragraph(affected(risk)));
        if (risk.detail() != null) {
            item.add(detail(risk.detail()));
        }
        EvidenceLink.named(risk.remediationUrl(), "document.risks.remediation")
                .ifPresent(link -> item.add(new Paragraph(link)));
        return item;
    }

    private Div facts(Risk risk) {
        var facts = new Div(SeverityMark.of(risk.severity()), Spans.mono(risk.controlId()));
        facts.addClassName("risk-facts");
        if (!risk.area().isEmpty()) {
            facts.add(Spans.foreign(risk.area()));
        }
        if (risk.rawSeverity() != null) {
            facts.add(new Span(getTranslation("document.risks.raw_severity", risk.rawSeverity())));
        }
        return facts;
    }

    private String affected(Risk risk) {
        if (risk.resources().isEmpty()) {
            return getTranslation("document.risks.affected_target", risk.affected());
        }
        var named = new ArrayList<>(
                risk.resources().stream().map(ForeignText::shown).toList());
        var more = risk.affected() - named.size();
        if (more > 0) {
            named.add(getTranslation("document.risks.more", more));
        }
        return getTranslation("document.risks.affected", risk.affected(), format.list(named));
    }

    private NativeDetails detail(String text) {
        var shown = new Paragraph(ForeignText.shown(text));
        shown.addClassName("evidence-text");
        return new NativeDetails(getTranslation("document.risks.detail"), shown);
    }
}

package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.packs.words.FirstWords;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Risk;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.EvidenceLink;
import io.runtruth.ui.kit.SeverityMark;
import io.runtruth.ui.kit.Spans;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;

/// What to begin with: the five first risks, what was found and the first step of the tool's own remedy.
final class FirstRisks extends Div {

    private static final int FIRST = 5;

    private final ReviewContent content;
    private final FindingWords words;
    private final IntConsumer reveal;

    /// @param accepted what is not among them, as somebody accepted the risk
    FirstRisks(ReviewContent content, FindingWords words, Optional<String> accepted, IntConsumer reveal) {
        this.content = content;
        this.words = words;
        this.reveal = reveal;
        var risks = Objects.requireNonNull(content.topRisks());
        if (risks.failed() == 0) {
            add(new Paragraph(
                    getTranslation(accepted.isPresent() ? "document.risks.none_but_accepted" : "document.risks.none")));
            accepted.map(Paragraph::new).ifPresent(this::add);
            return;
        }
        var list = new OrderedList();
        list.addClassName("risks");
        risks.risks().stream().limit(FIRST).forEach(risk -> list.add(item(risk)));
        add(list);
        accepted.map(Paragraph::new).ifPresent(this::add);
    }

    private ListItem item(Risk risk) {
        var item = new ListItem(new H4(title(risk)), facts(risk));
        var finding = finding(risk);
        finding.flatMap(this::found).ifPresent(item::add);
        finding.flatMap(this::firstStep).or(() -> guidance(risk)).ifPresent(item::add);
        return item;
    }

    private Component title(Risk risk) {
        var title = words.title(words.source(risk.snapshotId()), FindingGroup.NOT_MET, risk.title());
        var finding = risk.finding();
        if (finding == null) {
            return new Span(title);
        }
        var button = new NativeButton(title, _ -> reveal.accept(finding));
        button.setTitle(title);
        button.addClassName("as-link");
        return button;
    }

    private Div facts(Risk risk) {
        var facts = new Div(
                SeverityMark.of(risk.severity()),
                Spans.mono(risk.controlId()),
                new Span(words.area(words.source(risk.snapshotId()), risk.area())));
        facts.addClassName("risk-facts");
        if (!risk.resources().isEmpty()) {
            facts.add(new Span(getTranslation("document.findings.affected", risk.affected())));
        }
        return facts;
    }

    private Optional<Finding> finding(Risk risk) {
        return Optional.ofNullable(risk.finding())
                .map(index ->
                        Objects.requireNonNull(content.findings()).controls().get(index));
    }

    private Optional<Paragraph> found(Finding finding) {
        return FirstWords.found(Objects.requireNonNull(content.findings()), finding)
                .map(line -> new Paragraph(ForeignText.shown(line)));
    }

    private Optional<Paragraph> firstStep(Finding finding) {
        return FirstWords.step(Objects.requireNonNull(content.findings()), finding)
                .map(line -> {
                    var step = new Paragraph(getTranslation("document.front.first_step", line));
                    step.addClassName("first-step");
                    return step;
                });
    }

    private static Optional<Paragraph> guidance(Risk risk) {
        return EvidenceLink.named(risk.remediationUrl(), "document.risks.remediation")
                .map(Paragraph::new);
    }
}

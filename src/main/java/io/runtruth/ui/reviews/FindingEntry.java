package io.runtruth.ui.reviews;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.H5;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.runtruth.packs.words.AcceptedWords;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.reviews.FindingHistory;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.reviews.ReviewContent.Found;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.EvidenceLink;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Portions;
import io.runtruth.ui.kit.SeverityMark;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.TextBlocks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One finding: a line that names it, and behind it, made when somebody opens it, all that the tool says.
final class FindingEntry extends NativeDetails {

    private static final int DETAILS = 20;
    private static final int RESOURCES = 50;

    private final Findings findings;
    private final Finding finding;
    private final Optional<AcceptedRisk> accepted;
    private final FindingWords words;
    private final LocalFormat format;
    private final Optional<FindingHistory> past;
    private final Supplier<Optional<FindingQuestions>> asked;
    private final @Nullable Consumer<Finding> accept;
    private final @Nullable Checkbox choice;
    private final Div questions = new Div();
    private @Nullable Runnable elsewhere;
    private boolean filled;

    /// @param accepted the risk that is accepted, where it is
    /// @param past how it stood in the reviews before; empty where there are none
    /// @param asked what is asked about it; empty where nobody can ask
    /// @param accept asks for accepting it; null where the reader may not, or there is nothing to accept
    /// @param choice stands before it; null as `accept`
    FindingEntry(
            Findings findings,
            Finding finding,
            Optional<AcceptedRisk> accepted,
            FindingWords words,
            LocalFormat format,
            Optional<FindingHistory> past,
            Supplier<Optional<FindingQuestions>> asked,
            @Nullable Consumer<Finding> accept,
            @Nullable Checkbox choice) {
        this.findings = findings;
        this.finding = finding;
        this.accepted = accepted;
        this.words = words;
        this.format = format;
        this.past = past;
        this.asked = asked;
        this.accept = accept;
        this.choice = choice;
        addClassName("finding");
        getElement().setAttribute("data-group", finding.group().code());
        getElement().setAttribute("data-severity", finding.severity().code());
        setSummary(line());
        addToggleListener(toggled -> {
            if (toggled.isOpened()) {
                fill();
            }
        });
    }

    /// Whether it is among several that something is done with; empty where nothing can be.
    Optional<Checkbox> selection() {
        return Optional.ofNullable(choice);
    }

    /// Stands beside it, where there is one.
    Optional<HistoryMark> history() {
        return past.map(it -> new HistoryMark(it, words.title(finding), format));
    }

    /// What is done about it is done at another place, to which it leads.
    void leadTo(Runnable place) {
        elsewhere = place;
    }

    void open() {
        fill();
        setOpen(true);
        getElement().executeJs("this.scrollIntoView({block: 'start'}); this.querySelector('summary').focus()");
    }

    void fill() {
        if (!filled) {
            filled = true;
            setContent(body());
        }
        ask();
    }

    /// Each time that it is opened, since the review can be published while it is read.
    private void ask() {
        if (questions.getChildren().findAny().isEmpty()) {
            asked.get().ifPresent(questions::add);
        }
    }

    private Div line() {
        var facts = new Div(Spans.mono(finding.controlId()), new Span(words.area(finding.source(), finding.area())));
        facts.addClassName("risk-facts");
        if (finding.section() != null) {
            facts.add(Spans.foreign(finding.section()));
        }
        if (finding.checks() > 1) {
            facts.add(new Span(getTranslation("document.findings.checks", finding.checks())));
        } else if (finding.found().size() == 1 && finding.found().getFirst().resource() != null) {
            facts.add(Spans.foreign(finding.found().getFirst().resource()));
        }
        if (words.isOneOfSeveral()) {
            facts.add(new Span(words.sourceName(finding.source())));
        }
        var title = new H4(words.title(finding));
        var line = new Div(SeverityMark.of(finding.severity()), title, facts);
        line.addClassName("finding-line");
        return line;
    }

    private Div body() {
        var body = new Div(facts());
        body.addClassName("finding-body");
        found(body);
        rationale(body);
        remedy(body);
        body.add(questions);
        if (elsewhere != null) {
            var lead = elsewhere;
            var button = new Button(getTranslation("document.frameworks.lead"), _ -> lead.run());
            button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
            button.addClassNames("screen-only", "lead-to-finding");
            body.add(button);
        }
        if (accept != null) {
            var button = new Button(getTranslation("accepted.action.accept"), _ -> accept.accept(finding));
            button.setId("action-accept-risk-" + findings.controls().indexOf(finding));
            button.addThemeVariants(ButtonVariant.SMALL);
            button.addClassName("screen-only");
            body.add(button);
        }
        return body;
    }

    private FactList facts() {
        var facts = new FactList()
                .fact(getTranslation("document.findings.raw_result"), finding.rawResult())
                .fact(getTranslation("document.findings.raw_severity"), finding.rawSeverity())
                .fact(getTranslation("document.findings.section"), finding.section())
                .fact(getTranslation("document.findings.impact"), finding.impact())
                .fact(getTranslation("document.findings.effort"), finding.effort())
                .fact(getTranslation("document.findings.licence"), finding.licence());
        var suppression = finding.suppression();
        if (suppression != null) {
            facts.fact(
                            getTranslation("document.suppressed.result"),
                            getTranslation("check.result." + finding.result().code()))
                    .fact(getTranslation("document.suppressed.reason"), words.hiddenWhy(suppression.reason()))
                    .fact(
                            getTranslation("document.suppressed.until"),
                            suppression.until() == null
                                    ? getTranslation("document.suppressed.no_end")
                                    : format.date(suppression.until()));
        }
        accepted.ifPresent(risk -> accepted(facts, risk));
        past.ifPresent(
                it -> facts.fact(getTranslation("history.label"), new HistoryWords(it, InWords.of(format)).sentence()));
        finding.references().stream()
                .collect(Collectors.groupingBy(
                        reference -> ForeignText.shown(reference.framework()),
                        LinkedHashMap::new,
                        Collectors.mapping(reference -> ForeignText.shown(reference.id()), Collectors.joining(", "))))
                .forEach(facts::fact);
        return facts;
    }

    private void accepted(FactList facts, AcceptedRisk risk) {
        facts.fact(
                        getTranslation("document.suppressed.result"),
                        getTranslation("check.result." + finding.result().code()))
                .fact(getTranslation("accepted.field.reason"), risk.reason())
                .fact(getTranslation("accepted.field.owner"), risk.owner())
                .fact(getTranslation("document.accepted.risk"), new AcceptedWords(words, InWords.of(format)).by(risk))
                .fact(getTranslation("accepted.field.until"), format.date(risk.until()))
                .fact(getTranslation("accepted.field.review_on"), format.date(risk.reviewOn()));
    }

    private void found(Div body) {
        var byDetail = new LinkedHashMap<@Nullable Integer, List<Found>>();
        finding.found()
                .forEach(found -> byDetail.computeIfAbsent(found.detail(), _ -> new ArrayList<>())
                        .add(found));
        if (byDetail.keySet().stream().anyMatch(Objects::nonNull)
                || finding.found().stream().anyMatch(it -> it.resource() != null)) {
            body.add(new H5(getTranslation("document.findings.found")));
        }
        Portions.show(List.copyOf(byDetail.values()), DETAILS, alike -> {
                    var part = alike(alike);
                    body.add(part);
                    return part;
                })
                .ifPresent(body::add);
        var rest = finding.checks() - finding.found().size();
        if (rest > 0) {
            body.add(new Paragraph(getTranslation("document.findings.rest", rest)));
        }
    }

    /// Resources of which the tool says the same.
    private Div alike(List<Found> alike) {
        var part = new Div();
        findings.text(alike.getFirst().detail()).map(TextBlocks::new).ifPresent(part::add);
        var resources = alike.stream()
                .map(Found::resource)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!resources.isEmpty()) {
            var list = new UnorderedList();
            list.addClassName("resources");
            part.add(list);
            Portions.show(List.copyOf(resources), RESOURCES, resource -> {
                        var item = new ListItem(ForeignText.shown(resource));
                        list.add(item);
                        return item;
                    })
                    .ifPresent(part::add);
        }
        return part;
    }

    private void rationale(Div body) {
        findings.text(finding.rationale())
                .ifPresent(why -> body.add(new H5(getTranslation("document.findings.rationale")), new TextBlocks(why)));
    }

    private void remedy(Div body) {
        var remedy = findings.text(finding.remedy());
        var guidance = EvidenceLink.named(finding.remediationUrl(), "document.risks.remediation");
        if (remedy.isEmpty() && guidance.isEmpty()) {
            return;
        }
        body.add(new H5(getTranslation(
                finding.group() == FindingGroup.MANUAL ? "document.findings.by_hand" : "document.findings.remedy")));
        remedy.map(TextBlocks::new).ifPresent(body::add);
        guidance.ifPresent(link -> body.add(new Paragraph(link)));
    }
}

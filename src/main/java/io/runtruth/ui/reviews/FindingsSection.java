package io.runtruth.ui.reviews;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import io.runtruth.evidence.Severity;
import io.runtruth.packs.words.AcceptedWords;
import io.runtruth.packs.words.FindingWords;
import io.runtruth.packs.words.Frameworks;
import io.runtruth.packs.words.Frameworks.Framework;
import io.runtruth.reviews.FindingHistory;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Findings;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LocalFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Every finding by name, in the order in which a reader acts, or by the requirements of a framework that the tools
/// name; narrowed by result, area and severity. It keeps no choice: the URL does.
final class FindingsSection extends DocumentSection {

    /// What paper holds: so many findings are named, and so many of them told whole.
    private static final int NAMED_ON_PAPER = 2_000;

    private static final int WHOLE_ON_PAPER = 200;

    private final ReviewContent content;
    private final Findings findings;
    private final FindingWords words;
    private final LocalFormat format;
    private final Consumer<FindingFilter> onChange;
    private final IntFunction<Optional<FindingHistory>> past;
    private final IntFunction<Optional<FindingQuestions>> asked;
    private final Map<Finding, Integer> places = new IdentityHashMap<>();
    private final @Nullable Consumer<List<Finding>> accept;
    private final Set<Finding> selected = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Button acceptSelected = new Button();
    private final Paragraph shown = new Paragraph();
    private final Paragraph onPaper = new Paragraph();
    private final Div groups = new Div();
    private final List<FindingList> lists = new ArrayList<>();
    private final Select<FindingGroup> group;
    private final Select<String> area;
    private final Select<Severity> severity;
    private final Select<String> framework;
    private final Frameworks frameworks;
    private @Nullable FrameworkList byFramework;
    private FindingFilter filter;

    /// @param onChange hears what the person chose, not what [#show] set
    /// @param past how the finding of a place stood in the reviews before
    /// @param asked what is asked about the finding of a place; empty where nobody can ask
    /// @param accept asks for accepting the risk of some of them; null where the reader may not
    FindingsSection(
            ReviewContent content,
            Findings findings,
            FindingWords words,
            FindingFilter filter,
            LocalFormat format,
            Consumer<FindingFilter> onChange,
            IntFunction<Optional<FindingHistory>> past,
            IntFunction<Optional<FindingQuestions>> asked,
            @Nullable Consumer<List<Finding>> accept) {
        super("findings");
        this.content = content;
        this.accept = accept;
        this.findings = findings;
        this.words = words;
        this.format = format;
        this.onChange = onChange;
        this.past = past;
        this.asked = asked;
        for (var place = 0; place < findings.controls().size(); place++) {
            places.put(findings.controls().get(place), place);
        }
        this.filter = filter;
        group = select(
                "result",
                occurring(FindingGroup.values(), Finding::group),
                it -> getTranslation("document.findings.group." + it.code()));
        area = select("area", areas(), words::area);
        severity = select(
                "severity",
                occurring(Severity.values(), Finding::severity),
                it -> getTranslation("check.severity." + it.code()));
        frameworks = new Frameworks(content);
        framework = select(
                "framework", frameworks.named().stream().map(Framework::name).toList(), ForeignText::shown);
        var byResult = getTranslation("document.frameworks.by_result");
        framework.setPlaceholder(byResult);
        framework.setEmptySelectionCaption(byResult);
        framework.setItemLabelGenerator(it -> it == null ? byResult : ForeignText.shown(it));
        framework.setVisible(!frameworks.named().isEmpty());
        addCuts();
        var fields = new Div(group, area, severity, framework);
        fields.addClassNames("finding-filters", "screen-only");
        if (accept != null) {
            acceptSelected.setId("action-accept-selected");
            acceptSelected.addThemeVariants(ButtonVariant.SMALL);
            acceptSelected.addClickListener(_ -> accept.accept(inOrder()));
            fields.add(acceptSelected);
            told();
        }
        shown.getElement().setAttribute("role", "status");
        onPaper.addClassName("paper-only");
        add(fields);
        frameworks.more(InWords.of(format)).ifPresent(this::paragraph);
        add(shown, onPaper, groups);
        show(filter);
    }

    private void addCuts() {
        if (findings.named() < findings.total()) {
            paragraph(getTranslation("document.findings.cut", findings.named(), findings.total()));
        }
        if (findings.listed() < findings.named()) {
            paragraph(getTranslation("document.findings.listed", findings.listed(), findings.named()));
        }
        if (findings.rationalesLeftOut() != null) {
            paragraph(getTranslation("document.findings.rationales_left_out", findings.rationalesLeftOut()));
        }
    }

    private <E> List<E> occurring(E[] all, Function<Finding, E> of) {
        var there = findings.controls().stream().map(of).distinct().toList();
        return Arrays.stream(all).filter(there::contains).toList();
    }

    private List<String> areas() {
        return findings.controls().stream()
                .map(Finding::area)
                .distinct()
                .sorted()
                .toList();
    }

    private <E> Select<E> select(String name, List<E> choices, Function<E, String> word) {
        var all = getTranslation("document.findings.filter.any");
        var select = new Select<E>();
        select.setId("filter-" + name);
        select.setLabel(getTranslation("document.findings.filter." + name));
        select.setPlaceholder(all);
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption(all);
        select.setItemLabelGenerator(it -> it == null ? all : word.apply(it));
        select.setItems(choices);
        select.addThemeVariants(SelectVariant.SMALL);
        listen(select);
        return select;
    }

    private void listen(HasValue<?, ?> field) {
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                var chosen = new FindingFilter(
                        group.getValue(), area.getValue(), severity.getValue(), framework.getValue(), true);
                show(chosen);
                onChange.accept(chosen);
            }
        });
    }

    void show(FindingFilter chosen) {
        filter = chosen;
        choose(group, chosen.group());
        choose(area, chosen.area());
        choose(severity, chosen.severity());
        choose(framework, chosen.framework());
        groups.removeAll();
        lists.clear();
        byFramework = null;
        selected.clear();
        told();
        onPaper.setText(getTranslation("document.paper.as_shown"));
        var matching = findings.controls().stream().filter(chosen::matches).toList();
        shown.setText(getTranslation(
                "document.findings.shown",
                matching.stream().mapToLong(Finding::checks).sum(),
                findings.total(),
                matching.size()));
        Optional.ofNullable(chosen.framework())
                .flatMap(frameworks::byName)
                .ifPresentOrElse(it -> showBy(it, matching), () -> showByResult(chosen, matching));
        if (matching.isEmpty() && !chosen.equals(FindingFilter.NONE)) {
            groups.add(nothingLeft(chosen));
        }
    }

    private void showBy(Framework chosen, List<Finding> matching) {
        acceptSelected.setVisible(false);
        if (!matching.isEmpty()) {
            var inWords = InWords.of(format);
            var made = new FrameworkList(
                    frameworks.posture(chosen, matching),
                    frameworks.namedBy(chosen, inWords),
                    inWords,
                    this::leadingEntry);
            byFramework = made;
            groups.add(made);
        }
    }

    private void showByResult(FindingFilter chosen, List<Finding> matching) {
        acceptSelected.setVisible(accept != null);
        for (var each : FindingGroup.values()) {
            var of =
                    matching.stream().filter(finding -> finding.group() == each).toList();
            if (!of.isEmpty()) {
                var list = new FindingList(each, of, each == chosen.group(), format, this::entry);
                lists.add(list);
                groups.add(list);
            }
        }
    }

    private EmptyState nothingLeft(FindingFilter chosen) {
        var all = new Button(getTranslation("document.findings.show_all"), _ -> {
            show(FindingFilter.NONE);
            onChange.accept(FindingFilter.NONE);
            group.focus();
        });
        all.setId("action-show-all-findings");
        all.addThemeVariants(ButtonVariant.SMALL);
        var why = chosen.understood() ? "document.findings.no_match." : "document.findings.not_understood.";
        return new EmptyState(Glyph.EMPTY, getTranslation(why + "title"), getTranslation(why + "text"), all);
    }

    /// A value that is none of the choices is none.
    private static <E> void choose(Select<E> select, @Nullable E value) {
        select.setValue(value != null && select.getListDataView().contains(value) ? value : select.getEmptyValue());
    }

    private FindingEntry entry(Finding finding) {
        var isOpen = finding.group() == FindingGroup.NOT_MET || finding.group() == FindingGroup.WARNING;
        var accepting = accept;
        var place = place(finding);
        Supplier<Optional<FindingQuestions>> questions = () -> asked.apply(place);
        return accepting == null || !isOpen
                ? new FindingEntry(
                        findings,
                        finding,
                        AcceptedWords.of(content, finding),
                        words,
                        format,
                        past.apply(place),
                        questions,
                        null,
                        null)
                : new FindingEntry(
                        findings,
                        finding,
                        Optional.empty(),
                        words,
                        format,
                        past.apply(place),
                        questions,
                        it -> accepting.accept(List.of(it)),
                        choice(finding));
    }

    /// One that may stand at several places of the page: what is done about it has its place in the other view.
    private FindingEntry leadingEntry(Finding finding) {
        var made = new FindingEntry(
                findings,
                finding,
                AcceptedWords.of(content, finding),
                words,
                format,
                past.apply(place(finding)),
                Optional::empty,
                null,
                null);
        made.leadTo(() -> reveal(place(finding)));
        return made;
    }

    private int place(Finding finding) {
        return Objects.requireNonNull(places.get(finding));
    }

    private Checkbox choice(Finding finding) {
        var choice = new Checkbox();
        choice.setAriaLabel(getTranslation("accepted.select", words.title(finding), finding.controlId()));
        choice.addClassName("screen-only");
        choice.addValueChangeListener(change -> {
            if (change.getValue()) {
                selected.add(finding);
            } else {
                selected.remove(finding);
            }
            told();
        });
        return choice;
    }

    private void told() {
        acceptSelected.setText(getTranslation("accepted.action.accept_selected", selected.size()));
        acceptSelected.setEnabled(!selected.isEmpty());
    }

    private List<Finding> inOrder() {
        return findings.controls().stream().filter(selected::contains).toList();
    }

    /// Shows this finding opened, whatever was chosen.
    ///
    /// @param index in [Findings#controls()]
    void reveal(int index) {
        if (index < 0 || index >= findings.controls().size()) {
            return;
        }
        var finding = findings.controls().get(index);
        if (!filter.matches(finding)) {
            show(FindingFilter.NONE);
            onChange.accept(FindingFilter.NONE);
        } else if (byFramework != null) {
            show(filter.byResult());
            onChange.accept(filter);
        }
        lists.stream()
                .flatMap(list -> list.reveal(finding).stream())
                .findFirst()
                .ifPresent(FindingEntry::open);
    }

    /// As much as paper holds; it says what that is.
    void forPaper() {
        var named = 0;
        var whole = 0;
        for (var list : lists) {
            var told = list.forPaper(NAMED_ON_PAPER - named, WHOLE_ON_PAPER - whole);
            named += told.named();
            whole += told.whole();
        }
        if (byFramework != null) {
            named = byFramework.forPaper(NAMED_ON_PAPER);
        }
        onPaper.setText(getTranslation("document.paper.prepared", named, whole));
    }
}

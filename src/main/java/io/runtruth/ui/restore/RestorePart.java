package io.runtruth.ui.restore;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.runtruth.access.Actor;
import io.runtruth.operations.RunOutcome;
import io.runtruth.restore.ItemChange;
import io.runtruth.restore.RestoreQueries;
import io.runtruth.restore.RestoreQueries.ItemsShown;
import io.runtruth.restore.RestoreRun;
import io.runtruth.restore.RestoreRun.RestoreCounts;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.FactList;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One restore: what it would do and to what, the question that begins it, and what became of each document.
final class RestorePart extends Composite<Section> {

    private static final int MOST_ONLY_IN_TARGET = 100;
    private static final int MOST_DOCUMENTS = 20_000;

    private final RestoreQueries queries;
    private final Acts acts;
    private final Span badge = new Span();
    private final Div facts = new Div();
    private final Paragraph said = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph onlyInTarget = new Paragraph();
    private final Button keepChoice = new Button(getTranslation("restore.action.choose"));
    private final Button approve = new Button(getTranslation("restore.action.approve"));
    private final Paragraph approval = new Paragraph();
    private final TextField confirm = new TextField();
    private final Button start = new Button(getTranslation("restore.action.start"));
    private final Button undo = new Button(getTranslation("restore.action.undo"));
    private final Div question = new Div(approval, confirm, start);
    private final Div actions = new Div(keepChoice, approve, undo);
    private final Div items = new Div();
    private @Nullable ItemList list;
    /// The digest of the preview that the list shows.
    private @Nullable String looked;

    private @Nullable Shown shown;
    private boolean isApprovable;

    RestorePart(RestoreQueries queries, Acts acts) {
        this.queries = queries;
        this.acts = acts;
        getContent().setId("restore");
        getContent().addClassName("part");
        var title = new H2(getTranslation("restore.one.title"));
        var head = new Div(title, badge);
        head.addClassName("restore-head");
        said.getElement().setAttribute("role", "status");
        bar.setId("restore-progress");
        keepChoice.setId("action-choose-documents");
        keepChoice.addThemeVariants(ButtonVariant.SMALL);
        keepChoice.addClickListener(_ -> acts.choose(chosen()));
        approve.setId("action-approve-restore");
        approve.addThemeVariants(ButtonVariant.SMALL);
        approve.addClickListener(_ -> acts.approve(looked()));
        confirm.setId("restore-confirm");
        confirm.setValueChangeMode(ValueChangeMode.EAGER);
        confirm.addValueChangeListener(_ -> offerStart());
        start.setId("action-start-restore");
        start.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        start.setDisableOnClick(true);
        start.addClickListener(_ -> acts.start(confirm.getValue(), looked()));
        undo.setId("action-undo-restore");
        undo.addThemeVariants(ButtonVariant.SMALL);
        undo.addClickListener(_ -> acts.undo(restore()));
        question.addClassName("restore-question");
        actions.addClassName("restore-actions");
        onlyInTarget.addClassName("quiet");
        getContent().add(head, facts, said, bar, items, onlyInTarget, actions, question);
    }

    void show(Shown now) {
        var before = shown;
        shown = now;
        var isOther =
                before == null || !before.restore().id().equals(now.restore().id());
        // what is looked at and confirmed is one preview, and no other
        if (isOther || !now.restore().previewDigest().equals(looked)) {
            looked = now.restore().previewDigest();
            list = new ItemList(
                    now.left(),
                    (after, limit) -> queries.items(
                            now.actor(), now.restore().scope(), now.restore().id(), ItemsShown.DIFFERING, after, limit),
                    path -> queries.difference(
                            now.actor(), now.restore().scope(), now.restore().id(), path),
                    now.mayRestore(),
                    this::choiceChanged);
            items.removeAll();
            items.add(list);
            confirm.clear();
            confirm.setLabel(getTranslation("restore.confirm.label", ForeignText.shown(now.environment())));
        }
        var changes = queries.changes(
                now.actor(), now.restore().scope(), now.restore().id());
        if (isOther || !now.equals(before)) {
            showFacts(now, changes);
        }
        Objects.requireNonNull(list).show(now.restore().isOpen() && now.mayRestore());
        showQuestion(now);
    }

    private void showFacts(Shown now, Map<ItemChange, Integer> changes) {
        var restore = now.restore();
        var format = LocalFormat.of(UI.getCurrent());
        badge.removeAll();
        badge.add(now.stopped() == null ? RestoreWording.state(restore) : RestoreWording.stopped(now.stopped()));
        var list = new FactList()
                .fact(getTranslation("restore.fact.target"), restore.place())
                .fact(getTranslation("restore.fact.previewed"), by(restore.previewed()));
        if (restore.approved() != null) {
            list.fact(getTranslation("restore.fact.approved"), by(restore.approved()));
        }
        if (restore.started() != null) {
            list.fact(getTranslation("restore.fact.started"), by(restore.started()));
        }
        if (restore.runId() != null) {
            list.fact(
                    getTranslation("restore.fact.run"),
                    new Anchor("/" + Routes.run(now.workspace(), restore.runId()), getTranslation("restore.open_run")));
        }
        facts.removeAll();
        facts.add(list);
        said.setText(restore.started() == null ? preview(changes, format) : results(now, format));
        bar.setVisible(restore.started() != null && !RestoreWording.isOver(restore) && now.stopped() == null);
        bar.setMax(Math.max(1, restore.chosen()));
        bar.setValue(Math.min(now.counts().done(), Math.max(1, restore.chosen())));
        var only = queries.onlyInTarget(now.actor(), restore.scope(), restore.id(), MOST_ONLY_IN_TARGET + 1);
        onlyInTarget.setVisible(!only.isEmpty());
        onlyInTarget.setText(getTranslation(
                "restore.only_in_target",
                only.size() > MOST_ONLY_IN_TARGET
                        ? format.number(MOST_ONLY_IN_TARGET) + "+"
                        : format.number(only.size()),
                ForeignText.shown(
                        only.stream().limit(3).collect(Collectors.joining(", ")) + (only.size() > 3 ? " …" : ""))));
    }

    private static Span by(RestoreRun.ActedBy by) {
        var span = new Span(Spans.foreign(by.name()), new RelativeTime(by.at()));
        span.addClassName("restore-by");
        return span;
    }

    private String preview(Map<ItemChange, Integer> changes, LocalFormat format) {
        return getTranslation(
                "restore.preview.says",
                format.number(changes.getOrDefault(ItemChange.CREATE, 0)),
                format.number(changes.getOrDefault(ItemChange.CHANGE, 0)),
                format.number(changes.getOrDefault(ItemChange.UNCHANGED, 0)));
    }

    private String results(Shown now, LocalFormat format) {
        var counts = now.counts();
        if (now.restore().counts().contradicted() > 0) {
            return getTranslation(
                    "restore.results.contradicted", now.restore().counts().contradicted());
        }
        var says = getTranslation(
                "restore.results.says",
                format.number(counts.applied()),
                format.number(counts.unchanged()),
                format.number(counts.skipped()),
                format.number(counts.failed()),
                format.number(now.restore().chosen()));
        return now.restore().isReadBack() ? says : says + " " + getTranslation("restore.results.not_read_back");
    }

    private void showQuestion(Shown now) {
        var restore = now.restore();
        var isOpen = restore.isOpen() && now.mayRestore();
        var isOwn = now.actor()
                .accountId()
                .equals(Optional.ofNullable(restore.previewed().account()));
        var isMissing = now.fourEyes() && restore.approved() == null;
        question.setVisible(isOpen);
        isApprovable = isOpen && isMissing && !isOwn;
        approval.setVisible(isMissing);
        approval.setText(getTranslation(isOwn ? "restore.approval.of_another" : "restore.approval.of_you"));
        confirm.setVisible(!isMissing);
        start.setVisible(!isMissing);
        undo.setVisible(now.mayRestore() && now.isUndoable());
        choiceChanged();
    }

    private void choiceChanged() {
        var isOpen = shown != null && restore().isOpen() && shown.mayRestore();
        keepChoice.setVisible(isOpen && isChoiceOther());
        approve.setVisible(isApprovable && !isChoiceOther());
        offerStart();
    }

    private boolean isChoiceOther() {
        var now = Objects.requireNonNull(shown);
        return !Objects.requireNonNull(list).left().equals(now.left());
    }

    private void offerStart() {
        start.setEnabled(shown != null
                && restore().isOpen()
                && !isChoiceOther()
                && confirm.getValue().strip().equals(shown.environment()));
    }

    /// All documents of the snapshot but those that were left.
    private Set<String> chosen() {
        var now = Objects.requireNonNull(shown);
        var left = Objects.requireNonNull(list).left();
        return queries
                .items(now.actor(), restore().scope(), restore().id(), ItemsShown.ALL, null, MOST_DOCUMENTS)
                .stream()
                .map(it -> it.path())
                .filter(path -> !left.contains(path))
                .collect(Collectors.toSet());
    }

    private String looked() {
        return Objects.requireNonNull(looked, "shown before it is used");
    }

    private RestoreRun restore() {
        return Objects.requireNonNull(shown, "shown before it is used").restore();
    }

    /// What a person may set off here.
    interface Acts {

        void choose(Set<String> paths);

        /// @param digest of the preview that is looked at
        void approve(String digest);

        /// @param digest of the preview that is looked at
        void start(String confirm, String digest);

        void undo(RestoreRun restore);
    }

    /// @param counts as they are at this moment
    /// @param left all documents that are not chosen, listed or not; none once it is started
    /// @param stopped how its run ended, where the restore is not completed; null else
    /// @param isUndoable whether the target can be put back
    /// @param workspace its slug
    /// @param environment its name
    record Shown(
            Actor actor,
            RestoreRun restore,
            RestoreCounts counts,
            Set<String> left,
            boolean mayRestore,
            boolean fourEyes,
            @Nullable RunOutcome stopped,
            boolean isUndoable,
            String workspace,
            String environment) {

        Shown {
            left = Set.copyOf(left);
        }
    }
}

package io.runtruth.ui.questions;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.portal.Question;
import io.runtruth.portal.QuestionQueries;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Problem;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The open questions of a workspace, the newest first; each leads to its finding, where it is answered. They
/// come and go by themselves.
@PermitAll
@Route(value = Routes.QUESTIONS, layout = MainLayout.class)
@StyleSheet("context://console/theme/published.css")
class QuestionsView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    /// Questions of a portion.
    private static final int PORTION = 100;

    private final QuestionQueries questions;
    private final WorkspaceQueries workspaces;
    private final CurrentActor current;
    private final Div body = new Div();
    private final Button more = new Button();
    private int portions = 1;
    private volatile @Nullable WorkspaceRow workspace;
    private @Nullable List<Question> shown;

    QuestionsView(QuestionQueries questions, WorkspaceQueries workspaces, CurrentActor current, LiveUpdates live) {
        this.questions = questions;
        this.workspaces = workspaces;
        this.current = current;
        more.setId("action-more");
        more.setText(getTranslation("questions.more"));
        more.addThemeVariants(ButtonVariant.TERTIARY);
        more.addClickListener(_ -> {
            portions++;
            read();
        });
        getContent().setId("view-questions");
        getContent().addClassName("view");
        getContent().add(new ViewHeader(getTranslation("questions.page.title")), body, more);
        live.bind(this, this::concerns, _ -> read());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var entered = workspaces.bySlug(
                current.get(),
                event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        if (!entered.may(Capability.ENVIRONMENT_REVIEW_VIEW)) {
            throw new Problem.Forbidden("forbidden");
        }
        workspace = entered;
        shown = null;
        portions = 1;
        read();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("questions.page.title");
    }

    /// Asked on the feed's thread.
    private boolean concerns(Change change) {
        var at = workspace;
        return at != null
                && change.kind() == Change.Kind.READER
                && change.workspaceId().equals(at.id());
    }

    private void read() {
        var read = new ArrayList<Question>();
        Cursor after = null;
        var portion = 0;
        do {
            var page = questions.page(current.get(), here().id(), true, after, PORTION);
            read.addAll(page.items());
            after = page.next().orElse(null);
        } while (++portion < portions && after != null);
        more.setVisible(after != null);
        if (!read.equals(shown)) {
            shown = read;
            show(read);
        }
    }

    private void show(List<Question> read) {
        body.removeAll();
        if (read.isEmpty()) {
            body.add(new EmptyState(
                    Glyph.DONE, getTranslation("questions.empty.title"), getTranslation("questions.empty.text")));
            return;
        }
        var list = new UnorderedList();
        list.setId("grid-questions");
        list.addClassName("question-list");
        read.forEach(it -> list.add(line(it)));
        body.add(list);
    }

    private ListItem line(Question question) {
        var subject = question.subject();
        var format = LocalFormat.of(UI.getCurrent());
        var link = new Anchor(
                Routes.finding(here().slug(), subject.reviewId(), subject.finding()),
                getTranslation(
                        "readers.about", ForeignText.shown(subject.controlId()), ForeignText.shown(subject.title())));
        var text = new Paragraph(ForeignText.shown(question.text()));
        text.addClassName("question-words");
        var line = new ListItem(
                link,
                Spans.quiet(
                        getTranslation("questions.of", ForeignText.shown(subject.environmentName()), subject.number())),
                Spans.quiet(getTranslation(
                        "readers.asked_by",
                        ForeignText.shown(question.askedBy()),
                        format.dateTime(question.askedAt()))),
                text);
        line.getElement().setAttribute("data-status", question.status().code());
        return line;
    }

    private WorkspaceRow here() {
        return Objects.requireNonNull(workspace, "a view is entered before it is shown");
    }
}

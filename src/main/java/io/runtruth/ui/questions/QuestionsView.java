package io.runtruth.ui.questions;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
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
import io.runtruth.shared.KeyPage;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The open questions of a workspace, the newest first; each leads to its finding, where it is answered. They
/// come and go by themselves.
@PermitAll
@Route(value = Routes.QUESTIONS, layout = MainLayout.class)
@StyleSheet("context://console/theme/published.css")
class QuestionsView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final QuestionQueries questions;
    private final WorkspaceQueries workspaces;
    private final CurrentActor current;
    private final Div body = new Div();
    private volatile @Nullable WorkspaceRow workspace;
    private @Nullable KeyPage<Question> shown;

    QuestionsView(QuestionQueries questions, WorkspaceQueries workspaces, CurrentActor current, LiveUpdates live) {
        this.questions = questions;
        this.workspaces = workspaces;
        this.current = current;
        getContent().setId("view-questions");
        getContent().addClassName("view");
        getContent().add(new ViewHeader(getTranslation("questions.page.title")), body);
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
        var read = questions.page(current.get(), here().id(), true, null, QuestionQueries.MOST);
        if (!read.equals(shown)) {
            shown = read;
            show(read);
        }
    }

    private void show(KeyPage<Question> page) {
        body.removeAll();
        if (page.items().isEmpty()) {
            body.add(new EmptyState(
                    Glyph.DONE, getTranslation("questions.empty.title"), getTranslation("questions.empty.text")));
            return;
        }
        var list = new UnorderedList();
        list.setId("grid-questions");
        list.addClassName("question-list");
        page.items().forEach(it -> list.add(line(it)));
        body.add(list);
        if (page.next().isPresent()) {
            body.add(new Paragraph(getTranslation("questions.cut", page.items().size())));
        }
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

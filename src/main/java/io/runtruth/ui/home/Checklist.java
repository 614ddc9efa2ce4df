package io.runtruth.ui.home;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.shared.Coded;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.Routes;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The way from an empty workspace to its first published review; what is done is ticked by itself. It is shown to
/// whoever opens the page before that, and stays until they leave.
final class Checklist extends Composite<Section> {

    private boolean isOffered;
    private @Nullable Set<Step> shown;

    Checklist() {
        getContent().setId("checklist");
        getContent().addClassName("checklist");
        getContent().setVisible(false);
    }

    /// For a page that is opened.
    void begin() {
        isOffered = false;
        shown = null;
    }

    void show(WorkspaceRow workspace, Collection<EnvironmentReviewRow> rows) {
        var done = done(rows);
        isOffered |= !done.contains(Step.PUBLISH) && readable(rows) <= 1;
        getContent().setVisible(isOffered);
        if (!isOffered || done.equals(shown)) {
            return;
        }
        shown = done;
        getContent().removeAll();
        var list = new OrderedList();
        for (var step : Step.values()) {
            list.add(item(step, done.contains(step), workspace));
        }
        getContent().add(new H2(getTranslation("dashboard.checklist.title")), list);
    }

    private ListItem item(Step step, boolean done, WorkspaceRow workspace) {
        var words = new Span(getTranslation("dashboard.checklist." + step.code()));
        var item = new ListItem(done ? Glyph.DONE.create() : Glyph.DRAFT.create(), words);
        item.setId("checklist-" + step.code());
        item.getElement().setAttribute("data-done", Boolean.toString(done));
        if (done) {
            item.add(new Span(getTranslation("dashboard.checklist.done")));
        } else if (workspace.may(step.needed)) {
            item.add(new Anchor(place(step, workspace.slug()), getTranslation("dashboard.checklist.go")));
        }
        return item;
    }

    private static String place(Step step, String workspace) {
        return switch (step) {
            case ENVIRONMENT -> Routes.settings(workspace, "environments");
            case UPLOAD -> Routes.environments(workspace);
            case COMPOSE, PUBLISH -> Routes.reviews(workspace);
        };
    }

    private static Set<Step> done(Collection<EnvironmentReviewRow> rows) {
        var done = EnumSet.noneOf(Step.class);
        if (!rows.isEmpty()) {
            done.add(Step.ENVIRONMENT);
        }
        if (rows.stream().anyMatch(row -> row.evidence().collectedAt() != null)) {
            done.add(Step.UPLOAD);
        }
        if (readable(rows) > 0) {
            done.add(Step.COMPOSE);
        }
        if (rows.stream().anyMatch(EnvironmentReviewRow::everPublished)) {
            done.add(Step.PUBLISH);
        }
        return done;
    }

    private static long readable(Collection<EnvironmentReviewRow> rows) {
        return rows.stream().filter(row -> row.review() != null).count();
    }

    private enum Step implements Coded {
        ENVIRONMENT(Capability.WORKSPACE_MANAGE),
        UPLOAD(Capability.EVIDENCE_IMPORT),
        COMPOSE(Capability.ENVIRONMENT_REVIEW_MANAGE),
        PUBLISH(Capability.ENVIRONMENT_REVIEW_MANAGE);

        private final Capability needed;

        Step(Capability needed) {
            this.needed = needed;
        }
    }
}

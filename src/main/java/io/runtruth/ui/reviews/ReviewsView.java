package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.BulkPanel;
import io.runtruth.ui.kit.CompositionStart;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.EnvironmentBoard;
import io.runtruth.ui.kit.EnvironmentGrid;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.NameFilter;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StartToast.Subject;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The environments of a workspace and their reviews; compositions are started from a row, or for several.
@PermitAll
@Route(value = Routes.REVIEWS, layout = MainLayout.class)
class ReviewsView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    /// More than these are not started by one click alone.
    private static final int UNASKED = 10;

    private final CompositionStart starts;
    private final WorkspaceQueries workspaces;
    private final CurrentActor current;
    private final EnvironmentGrid environments;
    private final BulkStarts bulks;
    private final LiveUpdates live;
    private final Div together = new Div();
    private final NameFilter name = new NameFilter(this::filter);
    private final Button composeSelected = new Button();
    private @Nullable WorkspaceRow workspace;

    ReviewsView(
            CompositionStart starts,
            BulkStarts bulks,
            EnvironmentBoard board,
            WorkspaceQueries workspaces,
            CurrentActor current,
            LiveUpdates live) {
        this.starts = starts;
        this.bulks = bulks;
        this.live = live;
        this.workspaces = workspaces;
        this.current = current;
        environments = new EnvironmentGrid("reviews", getTranslation("reviews.grid.label"), board, current, live);
        getContent().setId("view-reviews");
        getContent().addClassName("view");
        getContent().add(header(), together, environments);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var slug = event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElseThrow();
        var entered = workspaces.bySlug(current.get(), slug);
        workspace = entered;
        environments.show(entered);
        environments.offerSteps(entered, this::compose, true);
        offerSelection(entered.may(Capability.ENVIRONMENT_REVIEW_MANAGE));
        name.read(event.getLocation());
        filter();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("reviews.page.title");
    }

    private ViewHeader header() {
        composeSelected.setId("action-compose-selected");
        composeSelected.setText(getTranslation("reviews.compose.selected"));
        composeSelected.addThemeVariants(ButtonVariant.SMALL);
        composeSelected.addClickListener(_ -> composeSelected());
        var header = new ViewHeader(getPageTitle());
        header.addFacts(name);
        header.addActions(composeSelected);
        return header;
    }

    /// The controls are absent without the capability; the service refuses as well.
    private void offerSelection(boolean offered) {
        var grid = environments.grid();
        grid.setSelectionMode(offered ? Grid.SelectionMode.MULTI : Grid.SelectionMode.NONE);
        composeSelected.setVisible(offered);
        composeSelected.setEnabled(false);
        if (offered) {
            grid.addSelectionListener(selected ->
                    composeSelected.setEnabled(!selected.getAllSelectedItems().isEmpty()));
        }
    }

    private void compose(EnvironmentReviewRow row) {
        starts.of(slug(), row);
    }

    /// One is told as from its row. Many are asked about first, by their number.
    private void composeSelected() {
        var selected = List.copyOf(environments.grid().getSelectedItems());
        if (selected.size() == 1) {
            environments.grid().deselectAll();
            compose(selected.getFirst());
        } else if (selected.size() <= UNASKED) {
            begin(selected);
        } else {
            ask(selected.subList(0, Math.min(BulkStarts.MOST, selected.size())), selected.size());
        }
    }

    private void ask(List<EnvironmentReviewRow> some, int selected) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(getTranslation("reviews.bulk.title", some.size()));
        dialog.setText(
                some.size() == selected
                        ? getTranslation("reviews.bulk.text")
                        : getTranslation("reviews.bulk.text_cut", selected, BulkStarts.MOST));
        dialog.setCancelable(true);
        dialog.setCancelText(getTranslation("reviews.bulk.cancel"));
        dialog.setConfirmText(getTranslation("reviews.bulk.confirm", some.size()));
        dialog.addConfirmListener(_ -> begin(some));
        dialog.open();
    }

    private void begin(List<EnvironmentReviewRow> rows) {
        rows.forEach(environments.grid()::deselect);
        var here = slug();
        var bulk = bulks.begin(
                current.get(),
                rows,
                row -> new Subject(here, row.slug(), row.name()),
                UI.getCurrent().getLocale());
        together.add(new BulkPanel<>("bulk-start", bulk, new StartAttemptWords(), live, () -> {}));
    }

    private void filter() {
        environments.filter(name.getValue());
        environments.grid().setEmptyStateComponent(environments.isEmpty() ? nothing() : nothingFound());
    }

    private EmptyState nothing() {
        return new EmptyState(
                Glyph.ENVIRONMENT,
                getTranslation("reviews.empty.title"),
                getTranslation("reviews.empty.text"),
                new Anchor(Routes.environments(slug()), getTranslation("reviews.empty.next")));
    }

    private EmptyState nothingFound() {
        var all = new Button(getTranslation("reviews.empty_filter.next"), _ -> name.clear());
        return new EmptyState(
                Glyph.SEARCH,
                getTranslation("reviews.empty_filter.title"),
                getTranslation("reviews.empty_filter.text"),
                all);
    }

    private String slug() {
        return Objects.requireNonNull(workspace, "entered").slug();
    }
}

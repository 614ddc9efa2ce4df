package io.runtruth.ui.controls;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.reviews.ControlFilter;
import io.runtruth.reviews.ControlQueries;
import io.runtruth.reviews.ControlQueries.ControlSources;
import io.runtruth.reviews.ControlRow;
import io.runtruth.reviews.ControlRow.ControlKey;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.PagedGrid;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The controls that fail most, over all environments in use that the person may see, by the newest review of each
/// (contract 9, fleet). Narrowed by the URL.
@PermitAll
@Route(value = Routes.CONTROLS, layout = MainLayout.class)
class ControlsView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final ControlBoard board;
    private final ControlQueries controls;
    private final WorkspaceQueries workspaces;
    private final CurrentActor current;

    private final Paragraph lead = new Paragraph();
    private final ControlFilters filters = new ControlFilters(this::open);
    private final PagedGrid<ControlRow, ControlKey> grid =
            new PagedGrid<>("controls", getTranslation("controls.title"));

    /// Also read on the feed's thread.
    private volatile @Nullable WorkspaceRow workspace;

    ControlsView(
            ControlBoard board,
            ControlQueries controls,
            WorkspaceQueries workspaces,
            CurrentActor current,
            LiveUpdates live) {
        this.board = board;
        this.controls = controls;
        this.workspaces = workspaces;
        this.current = current;
        new ControlColumns(() -> here().slug()).addTo(grid.grid());
        lead.setId("controls-lead");
        getContent().setId("view-controls");
        getContent().addClassName("view");
        getContent().add(new ViewHeader(getPageTitle()), lead, filters, grid);
        live.listen(this, told -> board.listen(this::concerns, told), this::refresh);
        live.tick(this, this::refresh);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("controls.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var entered = workspaces.bySlug(
                current.get(),
                event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        workspace = entered;
        var sources = controls.sources(current.get(), entered.id());
        tell(sources);
        filters.show(event.getLocation().getQueryParameters(), sources.tools());
        var filter = filters.filter();
        grid.show(new ControlList(board, current.get(), entered.id(), filter), empty(filter));
    }

    private void refresh() {
        tell(controls.sources(current.get(), here().id()));
        grid.refresh();
    }

    /// What the numbers below stand for, and what they leave out.
    private void tell(ControlSources sources) {
        var format = LocalFormat.of(UI.getCurrent());
        lead.setText(getTranslation(
                "controls.lead", format.number(sources.reviewed()), format.number(sources.environments())));
    }

    private EmptyState empty(ControlFilter filter) {
        var isAll = filter.equals(ControlFilter.ALL);
        var key = isAll ? "controls.empty." : "controls.no_match.";
        return new EmptyState(
                isAll ? Glyph.EMPTY : Glyph.SEARCH,
                getTranslation(key + "title"),
                getTranslation(key + "text"),
                new Anchor(
                        "/" + (isAll ? Routes.reviews(here().slug()) : Routes.controls(here().slug())),
                        getTranslation(key + "next")));
    }

    private void open(QueryParameters chosen) {
        UI.getCurrent().navigate(Routes.controls(here().slug()), chosen);
    }

    /// Asked on the feed's thread.
    private boolean concerns(Change change) {
        var known = workspace;
        return known != null
                && ControlBoard.isNews(change)
                && change.workspaceId().equals(known.id());
    }

    private WorkspaceRow here() {
        return Objects.requireNonNull(workspace, "entered");
    }
}

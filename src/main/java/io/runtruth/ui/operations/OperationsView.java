package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.RunTable;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CsvDownload;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.KeyGrid;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ViewHeader;
import io.runtruth.ui.kit.WorkBoard;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All runs of a workspace, newest first and live (contract 9). What is shown of them is in the URL.
@PermitAll
@Route(value = Routes.OPERATIONS, layout = MainLayout.class)
@StyleSheet("context://console/theme/operations.css")
@Uses(RelativeTime.class)
class OperationsView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final RunQueries queries;
    private final RunTable table;
    private final WorkBoard work;
    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final CurrentActor current;
    private final Clock clock;

    private final OperationsFilters filters = new OperationsFilters(this::open);
    private final KeyGrid<RunRow> grid = new KeyGrid<>("operations", getTranslation("kit.navigation.operations"));
    private final Div instead = new Div();
    private final Desk desk;
    private final Anchor download = new Anchor("", getTranslation("operations.csv"));

    private volatile @Nullable WorkspaceRow workspace;
    private @Nullable OperationsQuery shown;

    OperationsView(
            RunQueries queries,
            RunTable table,
            WorkBoard work,
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            CurrentActor current,
            CaseReading reading,
            AttentionActs acts,
            RunAgain again,
            ProblemMessages messages,
            LiveUpdates live,
            Clock clock) {
        this.queries = queries;
        this.table = table;
        this.work = work;
        this.workspaces = workspaces;
        this.environments = environments;
        this.current = current;
        this.clock = clock;
        this.desk = new Desk(reading, acts, again, messages, this::remember);
        getContent().setId("view-operations");
        getContent().addClassName("view");
        var header = new ViewHeader(getPageTitle());
        download.setId("action-download-runs");
        header.addActions(new RunFinder(this::find), download);
        getContent().add(header, filters, grid, desk, instead);
        RowOpening.on(grid.grid(), this::open);
        live.bind(this, this::concerns, this::changed);
        live.tick(this, this::refresh);
        live.listen(this, told -> work.listen(this::concerns, told), this::showCounts);
        live.tick(this, this::showCounts);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var actor = current.get();
        var slug = event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElse("");
        enter(workspaces.bySlug(actor, slug));
        var parameters = event.getLocation().getQueryParameters().getParameters();
        show(actor, OperationsQuery.parse(parameters));
        showCounts();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("kit.navigation.operations");
    }

    private void enter(WorkspaceRow entered) {
        if (!entered.equals(workspace)) {
            workspace = entered;
            grid.grid().removeAllColumns();
            new RunColumns(entered.slug(), clock).addTo(grid.grid());
        }
    }

    private void show(Actor.Person actor, OperationsQuery asked) {
        var known = environments.all(actor, workspace().id());
        var environment = known.stream()
                .filter(it -> it.slug().equals(asked.environment()))
                .findFirst();
        var query = asked.environment() != null && environment.isEmpty()
                ? asked.withoutEnvironment(asked.environment())
                : asked;
        filters.show(query, known);
        shown = query;
        var isKnown = query.unknown().isEmpty();
        var isDesk = query.tab() == OperationsQuery.Tab.ATTENTION;
        grid.setVisible(isKnown && !isDesk);
        desk.setVisible(isKnown && isDesk);
        download.setVisible(isKnown);
        instead.removeAll();
        if (isKnown) {
            var filter = query.filter(
                    environment.map(it -> it.scope().environmentId()).orElse(null),
                    LocalFormat.of(UI.getCurrent()).zone());
            if (isDesk) {
                desk.show(actor, workspace(), filter, query.selected());
            } else {
                grid.show(new RunList(queries, actor, workspace().id(), filter), empty(filter));
            }
            download.setHref(asTable(workspace().id(), filter));
        } else {
            instead.add(notUnderstood(query.unknown()));
        }
    }

    private void showCounts() {
        filters.count(work.work(current.get(), workspace().id()), LocalFormat.of(UI.getCurrent()));
    }

    private EmptyState empty(RunFilter filter) {
        return filter.isOpen()
                ? new EmptyState(
                        Glyph.OPERATIONS,
                        getTranslation("operations.empty.title"),
                        getTranslation("operations.empty.text"),
                        new Anchor("/" + Routes.reviews(workspace().slug()), getTranslation("operations.empty.next")))
                : new EmptyState(
                        Glyph.SEARCH,
                        getTranslation("operations.no_match.title"),
                        getTranslation("operations.no_match.text"),
                        toAll());
    }

    private EmptyState notUnderstood(List<Phrase> unknown) {
        var words = unknown.stream().map(Phrase::text).collect(Collectors.joining(" "));
        return new EmptyState(Glyph.UNKNOWN, getTranslation("operations.unknown.title"), words, toAll());
    }

    private Anchor toAll() {
        var link = new Anchor("/" + Routes.operations(workspace().slug()), getTranslation("operations.no_match.next"));
        link.setId("action-clear-filters");
        return link;
    }

    private DownloadHandler asTable(UUID workspaceId, RunFilter filter) {
        return CsvDownload.of(table.file(), open -> table.write(current.get(), workspaceId, filter, open));
    }

    private boolean find(UUID runId) {
        var found = queries.rows(current.get(), workspace().id(), List.of(runId));
        found.forEach(this::open);
        return !found.isEmpty();
    }

    private void open(OperationsQuery query) {
        UI.getCurrent().navigate(Routes.operations(workspace().slug()), QueryParameters.simple(query.parameters()));
    }

    /// In the address alone: the page stays as it is.
    private void remember(@Nullable UUID run) {
        shown = Objects.requireNonNull(shown).selecting(run);
        var location = new Location(Routes.operations(workspace().slug()), QueryParameters.simple(shown.parameters()));
        UI.getCurrent().getPage().getHistory().replaceState(null, location);
    }

    private void open(RunRow run) {
        UI.getCurrent().navigate(Routes.run(workspace().slug(), run.id()));
    }

    /// Asked on the feed's thread.
    private boolean concerns(Change change) {
        var at = workspace;
        return at != null
                && change.kind() == Change.Kind.RUN
                && change.workspaceId().equals(at.id());
    }

    private void changed(Set<Change> changes) {
        if (desk.isVisible()) {
            desk.changed(changes);
        } else if (grid.isVisible()) {
            grid.changed(changes.stream().map(Change::id).collect(Collectors.toSet()));
        }
    }

    /// Where the filter was understood, and there is a list.
    private void refresh() {
        if (desk.isVisible()) {
            desk.refresh();
        } else if (grid.isVisible()) {
            grid.refresh();
        }
    }

    private WorkspaceRow workspace() {
        return Objects.requireNonNull(workspace, "a view is entered before it is shown");
    }
}

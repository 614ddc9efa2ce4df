package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
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
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.live.Change;
import io.runtruth.operations.lists.ListLayout;
import io.runtruth.operations.lists.ListLayoutQueries;
import io.runtruth.operations.lists.ListLayoutService;
import io.runtruth.operations.lists.SavedViewQueries;
import io.runtruth.operations.lists.SavedViewService;
import io.runtruth.operations.reads.InitiatorQueries;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.RunIdStart;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.RunTable;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.BulkPanel;
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
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.ViewHeader;
import io.runtruth.ui.kit.WorkBoard;
import io.runtruth.ui.operations.OpenBulks.OpenBulk;
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
    private final BulkRuns bulks;
    private final ListLayoutQueries layouts;
    private final ListLayoutService layoutService;
    private final LiveUpdates live;
    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final InitiatorQueries initiators;
    private final CurrentActor current;
    private final Clock clock;

    private final KeyGrid<RunRow> grid = new KeyGrid<>("operations", getTranslation("kit.navigation.operations"));
    private final Div instead = new Div();
    private final Div together = new Div();
    private final BulkBar bulkBar = new BulkBar(this::ofList, this::begin, () -> grid().deselectAll());
    private final SavedViews views;
    private final OperationsFilters filters;
    private final ListColumns columns = new ListColumns(grid.grid(), this::keep);
    private final Desk desk;
    private final Anchor download = new Anchor("", getTranslation("operations.csv"));

    private volatile @Nullable WorkspaceRow workspace;
    private @Nullable OperationsQuery shown;
    private RunFilter listed = RunFilter.ALL;

    OperationsView(
            RunQueries queries,
            RunTable table,
            WorkBoard work,
            BulkRuns bulks,
            SavedViewQueries savedViews,
            SavedViewService savedViewService,
            ListLayoutQueries layouts,
            ListLayoutService layoutService,
            WorkspaceQueries workspaces,
            EnvironmentQueries environments,
            InitiatorQueries initiators,
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
        this.bulks = bulks;
        this.layouts = layouts;
        this.layoutService = layoutService;
        this.views = new SavedViews(savedViews, savedViewService, messages, this::open);
        this.filters = new OperationsFilters(views, this::open);
        this.live = live;
        this.workspaces = workspaces;
        this.environments = environments;
        this.initiators = initiators;
        this.current = current;
        this.clock = clock;
        this.desk = new Desk(reading, acts, again, messages, this::remember);
        getContent().setId("view-operations");
        getContent().addClassName("view");
        var header = new ViewHeader(getPageTitle());
        download.setId("action-download-runs");
        header.addActions(new RunFinder(this::found, this::open), columns, download);
        getContent().add(header, filters, together, bulkBar, grid, desk, instead);
        RowOpening.on(grid.grid(), this::open);
        RowCards.follow(grid.grid());
        live.bind(this, this::concerns, this::changed);
        live.tick(this, this::refresh);
        live.listen(this, told -> work.listen(this::concerns, told), this::showCounts);
        live.tick(this, this::showCounts);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var actor = current.get();
        var slug = event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElse("");
        var arrives = workspace == null;
        enter(workspaces.bySlug(actor, slug));
        var parameters = event.getLocation().getQueryParameters().getParameters();
        show(actor, OperationsQuery.parse(parameters));
        showCounts();
        if (arrives && desk.isVisible()) {
            desk.focusFirst();
        }
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
            RowCards.label(grid.grid());
            RowCards.leaveOut(
                    grid.grid().getColumnByKey(RunColumn.PROGRESS.code()), run -> !RunColumns.showsProgress(run));
            offerBulk(entered.may(Capability.OPERATIONS_MANAGE));
            together.removeAll();
            OpenBulks.of(UI.getCurrent()).in(entered.id()).forEach(this::show);
        }
    }

    private void show(Actor.Person actor, OperationsQuery asked) {
        var known = environments.all(actor, workspace().id());
        var environment = known.stream()
                .filter(it -> it.slug().equals(asked.environment()))
                .findFirst();
        var starters = StarterChoice.of(initiators.of(actor, workspace().id()), actor);
        var query = understood(asked, actor, starters);
        if (asked.environment() != null && environment.isEmpty()) {
            query = query.withoutEnvironment(asked.environment());
        }
        filters.show(query, known, starters);
        views.show(actor, workspace(), query, known);
        shown = query;
        var isKnown = query.unknown().isEmpty();
        var isDesk = query.tab() == OperationsQuery.Tab.ATTENTION;
        grid.setVisible(isKnown && !isDesk);
        bulkBar.setVisible(grid.isVisible() && workspace().may(Capability.OPERATIONS_MANAGE));
        desk.setVisible(isKnown && isDesk);
        columns.setVisible(grid.isVisible());
        download.setVisible(isKnown);
        instead.removeAll();
        if (isKnown) {
            var filter = query.filter(
                    actor,
                    environment.map(it -> it.scope().environmentId()).orElse(null),
                    LocalFormat.of(UI.getCurrent()).zone());
            if (isDesk) {
                desk.show(actor, workspace(), filter, query.selected());
            } else {
                listed = filter;
                columns.show(
                        layouts.of(actor, workspace().id()),
                        queries.types(actor, workspace().id()).size() > 1);
                grid.show(new RunList(queries, actor, workspace().id(), filter), empty(filter));
                bulkBar.choose(List.of());
            }
            download.setHref(asTable(workspace().id(), filter));
        } else {
            instead.add(notUnderstood(query.unknown()));
        }
    }

    private static OperationsQuery understood(OperationsQuery asked, Actor.Person actor, List<StarterChoice> starters) {
        if (asked.initiator() == null) {
            return asked;
        }
        var word = StarterChoice.wordFor(asked.initiator(), actor);
        return starters.stream().anyMatch(it -> it.word().equals(word))
                ? asked.startedBy(word)
                : asked.withoutInitiator(asked.initiator());
    }

    private void showCounts() {
        filters.count(work.work(current.get(), workspace().id()), LocalFormat.of(UI.getCurrent()));
    }

    private void keep(ListLayout layout) {
        layoutService.keep(current.get(), workspace().id(), layout);
    }

    /// The controls are absent without the capability; the services refuse as well.
    private void offerBulk(boolean offered) {
        var marking = grid().setSelectionMode(offered ? Grid.SelectionMode.MULTI : Grid.SelectionMode.NONE);
        if (marking instanceof GridMultiSelectionModel<RunRow> several) {
            several.setSelectionColumnFrozen(true);
            grid().addSelectionListener(marked -> bulkBar.choose(
                    marked.getAllSelectedItems().stream().map(RunRow::id).toList()));
        }
    }

    private Grid<RunRow> grid() {
        return grid.grid();
    }

    private List<UUID> ofList() {
        grid().deselectAll();
        return queries.keys(current.get(), workspace().id(), listed, Range.newest(BulkRuns.MOST + 1)).stream()
                .map(Cursor::id)
                .toList();
    }

    private void begin(BulkAct act, List<UUID> runs) {
        var locale = UI.getCurrent().getLocale();
        var bulk = new OpenBulk(workspace().id(), act, bulks.begin(current.get(), workspace(), act, runs, locale));
        OpenBulks.of(UI.getCurrent()).add(bulk);
        show(bulk);
    }

    private void show(OpenBulk bulk) {
        var ui = UI.getCurrent();
        together.add(new BulkPanel<>(
                "bulk-runs",
                bulk.work(),
                new RunAttemptWords(workspace().slug(), bulk.act()),
                live,
                () -> OpenBulks.of(ui).close(bulk)));
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

    private List<UUID> found(RunIdStart start) {
        return queries.beginning(current.get(), workspace().id(), start);
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
        open(run.id());
    }

    private void open(UUID run) {
        UI.getCurrent().navigate(Routes.run(workspace().slug(), run));
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

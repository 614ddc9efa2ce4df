package io.runtruth.ui.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.operations.reads.WorkspaceWork.CountedRuns;
import io.runtruth.operations.reads.WorkspaceWork.WorkspaceStanding;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.RowCards;
import io.runtruth.ui.kit.Spans;
import io.runtruth.ui.kit.StatusBadge;
import io.runtruth.ui.kit.Tone;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where a person lands: at the home of their workspace, before a list of several, at the system page, or nowhere
/// yet.
@PermitAll
@Route(value = Routes.START, layout = MainLayout.class)
@StyleSheet("context://console/theme/home.css")
@Uses(RelativeTime.class)
class StartView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final HomeBoard board;
    private final WorkspaceQueries workspaces;
    private final CurrentActor current;
    private final Grid<WorkspaceRow> grid = new Grid<>();
    private volatile Set<UUID> visible = Set.of();
    private Map<UUID, WorkspaceStanding> standings = Map.of();

    StartView(HomeBoard board, WorkspaceQueries workspaces, CurrentActor current, LiveUpdates live) {
        this.board = board;
        this.workspaces = workspaces;
        this.current = current;
        getContent().setId("view-start");
        getContent().addClassName("view");
        grid.setId("grid-start");
        grid.addClassName("rows");
        grid.getElement().setProperty("accessibleName", getTranslation("dashboard.front.title"));
        column("workspace", this::name).setFlexGrow(3);
        column("needs_you", row -> counted(row, WorkspaceStanding::needsYou, "attention"));
        column("running", row -> counted(row, WorkspaceStanding::running, "active"));
        column("environments", this::environments);
        RowCards.follow(grid);
        live.listen(this, told -> board.listenToStandings(this::isMine, told), this::showStandings);
        live.tick(this, this::showStandings);
    }

    private Grid.Column<WorkspaceRow> column(String name, Function<WorkspaceRow, Component> cell) {
        return grid.addComponentColumn(cell::apply)
                .setHeader(getTranslation("dashboard.front." + name))
                .setKey(name)
                .setWidth("120px");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var mine = workspaces.mine(current.get());
        if (mine.size() == 1) {
            event.forwardTo(Routes.workspace(mine.getFirst().slug()));
        } else if (mine.isEmpty() && current.get().systemOperator()) {
            event.forwardTo(Routes.SYSTEM_OPERATIONS);
        } else if (mine.isEmpty()) {
            getContent().removeAll();
            getContent()
                    .add(new EmptyState(
                            Glyph.EMPTY,
                            getTranslation("start.no_workspace.title"),
                            getTranslation("start.no_workspace.text")));
        } else {
            show(mine);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("kit.product.name");
    }

    private void show(List<WorkspaceRow> mine) {
        visible = mine.stream()
                .filter(row -> row.may(Capability.OPERATIONS_VIEW))
                .map(WorkspaceRow::id)
                .collect(Collectors.toSet());
        getContent().removeAll();
        getContent().add(new ViewHeader(getTranslation("dashboard.front.title")), grid);
        grid.setItems(mine);
        showStandings();
    }

    private void showStandings() {
        if (visible.isEmpty()) {
            return;
        }
        var now = board.standings(current.get(), visible).stream()
                .collect(Collectors.toMap(WorkspaceStanding::workspaceId, Function.identity()));
        if (!now.equals(standings)) {
            standings = now;
            grid.getDataProvider().refreshAll();
        }
    }

    private Component name(WorkspaceRow row) {
        var link = new Anchor(Routes.workspace(row.slug()), ForeignText.shown(row.name()));
        return row.suspended()
                ? Spans.cell(
                        link,
                        new StatusBadge(Tone.WARNING, Glyph.BLOCKED, getTranslation("settings.workspaces.suspended"))
                                .status("suspended"))
                : link;
    }

    private Component counted(WorkspaceRow row, Function<WorkspaceStanding, CountedRuns> what, String tab) {
        var standing = standings.get(row.id());
        if (standing == null) {
            return new Span();
        }
        var counted = what.apply(standing);
        var number = LocalFormat.of(UI.getCurrent()).number(counted.number()) + (counted.more() ? "+" : "");
        if (counted.oldestAt() == null) {
            return Spans.quiet(number);
        }
        return Spans.cell(
                new Anchor(Routes.operations(row.slug()) + "?tab=" + tab, number),
                Spans.quiet(new RelativeTime(counted.oldestAt())));
    }

    private Component environments(WorkspaceRow row) {
        var standing = standings.get(row.id());
        return standing == null
                ? new Span()
                : new Span(LocalFormat.of(UI.getCurrent()).number(standing.environments()));
    }

    /// Asked on the feed's thread.
    private boolean isMine(Change change) {
        return visible.contains(change.workspaceId());
    }
}

package io.runtruth.ui.home;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.CompositionStart;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.EnvironmentBoard;
import io.runtruth.ui.kit.EnvironmentGrid;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.NameFilter;
import io.runtruth.ui.kit.NextStep;
import io.runtruth.ui.kit.RelativeTime;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.ViewHeader;
import io.runtruth.ui.kit.WorkBoard;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The home of a workspace: what needs a person, its environments, worst first, and how runs ended. Customers are led
/// to what is published.
@PermitAll
@Route(value = Routes.WORKSPACE, layout = MainLayout.class)
@StyleSheet("context://console/theme/home.css")
@Uses(RelativeTime.class)
class DashboardView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    private final HomeBoard board;
    private final WorkBoard work;
    private final WorkspaceQueries workspaces;
    private final CompositionStart starts;
    private final CurrentActor current;
    private final LiveUpdates live;
    private final Clock clock;

    private final Tiles tiles = new Tiles();
    private final Checklist checklist = new Checklist();
    private final NameFilter name = new NameFilter(this::filter);
    private final EnvironmentGrid environments;
    private final EndingsPanel endings = new EndingsPanel();
    private final DurationsPanel durations = new DurationsPanel();
    private volatile @Nullable WorkspaceRow workspace;

    DashboardView(
            HomeBoard board,
            WorkBoard work,
            EnvironmentBoard rows,
            WorkspaceQueries workspaces,
            CompositionStart starts,
            CurrentActor current,
            LiveUpdates live,
            Clock clock) {
        this.board = board;
        this.work = work;
        this.workspaces = workspaces;
        this.starts = starts;
        this.current = current;
        this.live = live;
        this.clock = clock;
        environments = new EnvironmentGrid("dashboard", getTranslation("reviews.grid.label"), rows, current, live);
        environments.order(NextStep::worstFirst);
        environments.onRows(this::rowsChanged);
        var header = new ViewHeader(getPageTitle());
        header.addFacts(name);
        getContent().setId("view-dashboard");
        getContent().addClassName("view");
        getContent().add(header, tiles, checklist, environments, endings, durations);
        live.listen(this, told -> work.listen(this::isHere, told), this::showWork);
        live.listen(this, told -> board.listenToEndings(this::isHere, told), this::showEndings);
        live.tick(this, this::showWork);
        live.tick(this, this::showEndings);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var slug = event.getRouteParameters().get(Routes.WORKSPACE_PARAMETER).orElseThrow();
        var entered = workspaces.bySlug(current.get(), slug);
        if (!entered.may(Capability.ENVIRONMENT_REVIEW_VIEW)) {
            event.forwardTo(Routes.published(slug));
            return;
        }
        workspace = entered;
        checklist.begin();
        environments.offerSteps(entered, row -> starts.of(slug, row), false);
        environments.show(entered);
        tiles.setVisible(entered.may(Capability.OPERATIONS_VIEW));
        endings.setVisible(entered.may(Capability.OPERATIONS_VIEW));
        showWork();
        showEndings();
        name.read(event.getLocation());
        filter();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("kit.navigation.dashboard");
    }

    private void showWork() {
        if (tiles.isVisible()) {
            var actor = current.get();
            tiles.show(
                    work.work(actor, here().id()),
                    here().slug(),
                    LocalFormat.of(UI.getCurrent()),
                    here().may(Capability.OPERATIONS_MANAGE),
                    actor.systemOperator());
        }
    }

    private void showEndings() {
        if (endings.isVisible()) {
            var format = LocalFormat.of(UI.getCurrent());
            var ended = board.endings(current.get(), here().id(), format.zone());
            endings.show(ended, here().slug(), format, LocalDate.ofInstant(clock.instant(), format.zone()));
            durations.show(board.durations(current.get(), here().id()), ended, format);
        }
    }

    private void rowsChanged(Collection<EnvironmentReviewRow> rows) {
        checklist.show(here(), rows);
    }

    private void filter() {
        environments.filter(name.getValue());
        environments.grid().setEmptyStateComponent(environments.isEmpty() ? nothing() : nothingFound());
    }

    private EmptyState nothing() {
        return new EmptyState(
                Glyph.ENVIRONMENT, getTranslation("dashboard.empty.title"), getTranslation("dashboard.empty.text"));
    }

    private EmptyState nothingFound() {
        return new EmptyState(
                Glyph.SEARCH,
                getTranslation("reviews.empty_filter.title"),
                getTranslation("reviews.empty_filter.text"),
                new Button(getTranslation("reviews.empty_filter.next"), _ -> name.clear()));
    }

    /// Asked on the feed's thread.
    private boolean isHere(Change change) {
        var at = workspace;
        return at != null && change.workspaceId().equals(at.id());
    }

    private WorkspaceRow here() {
        return Objects.requireNonNull(workspace, "a view is entered before it is shown");
    }
}

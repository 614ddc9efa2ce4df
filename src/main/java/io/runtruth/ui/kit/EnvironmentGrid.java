package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.function.ValueProvider;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.ReviewQueries;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The environments of a workspace with their newest review, composition and evidence, live: a change is read again
/// for its own row, and only that row is drawn again. At most 1,000 rows, by name.
public final class EnvironmentGrid extends Composite<Grid<EnvironmentReviewRow>> {

    /// What runs is read again at each tick, the rest at one of so many.
    private static final int ALL_EVERY = 12;

    private final ReviewQueries reviews;
    private final CurrentActor current;
    private int ticks;
    private final Map<UUID, EnvironmentReviewRow> rows = new LinkedHashMap<>();
    private final ListDataProvider<EnvironmentReviewRow> shown = new RowsById(rows.values());
    private volatile @Nullable WorkspaceRow workspace;

    /// @param name the grid's id is `grid-<name>`
    /// @param label translated; what assistive technology calls the grid
    public EnvironmentGrid(String name, String label, ReviewQueries reviews, CurrentActor current, LiveUpdates live) {
        this.reviews = reviews;
        this.current = current;
        grid().setId("grid-" + name);
        grid().addClassName("rows");
        grid().getElement().setProperty("accessibleName", label);
        grid().setItems(shown);
        addColumns();
        live.bind(this, this::isHere, this::changed);
        live.tick(this, this::tick);
    }

    /// For further columns, selection and the empty state.
    public Grid<EnvironmentReviewRow> grid() {
        return getContent();
    }

    /// @throws io.runtruth.shared.Problem where the actor may not see the workspace's reviews
    public void show(WorkspaceRow workspace) {
        this.workspace = workspace;
        fill(all());
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// Only environments whose name contains the text, whatever its case; all where it is empty.
    public void filter(String text) {
        var wanted = text.strip().toLowerCase(Locale.ROOT);
        shown.setFilter(row -> row.name().toLowerCase(Locale.ROOT).contains(wanted));
    }

    private void addColumns() {
        column("kit.environments.name", row -> cells().name(row))
                .setWidth("220px")
                .setFlexGrow(2);
        column("kit.environments.review", row -> cells().review(row)).setWidth("220px");
        column("kit.environments.composition", row -> cells().composition(row)).setWidth("190px");
        column("kit.environments.evidence", row -> cells().evidence(row)).setWidth("150px");
    }

    private Grid.Column<EnvironmentReviewRow> column(String key, ValueProvider<EnvironmentReviewRow, Component> cell) {
        return grid().addComponentColumn(cell).setHeader(getTranslation(key));
    }

    private boolean isHere(Change change) {
        var here = workspace;
        return here != null && change.workspaceId().equals(here.id());
    }

    private void changed(Set<Change> changes) {
        if (changes.stream().anyMatch(change -> change.kind() == Change.Kind.ENVIRONMENT)) {
            readAll();
            return;
        }
        var known = changes.stream()
                .map(Change::environmentId)
                .filter(Objects::nonNull)
                .filter(rows::containsKey)
                .collect(Collectors.toSet());
        readAgain(known);
    }

    /// Where fewer come back than were asked for, it is the list that has changed.
    private void readAgain(Set<UUID> environments) {
        if (environments.isEmpty()) {
            return;
        }
        var read = reviews.environments(current.get(), here().id(), environments);
        if (read.size() < environments.size()) {
            readAll();
        } else {
            read.forEach(this::put);
        }
    }

    private void put(EnvironmentReviewRow row) {
        var before = rows.replace(row.scope().environmentId(), row);
        if (before != null && !before.equals(row)) {
            shown.refreshItem(row);
        }
    }

    /// What runs ages without a change. All is read when the grid begins to listen, and then now and then: what a
    /// lost push left.
    private void tick() {
        if (ticks++ % ALL_EVERY == 0) {
            readAll();
            return;
        }
        var running = rows.values().stream()
                .filter(row -> row.run() != null && row.run().status().isActive())
                .map(row -> row.scope().environmentId())
                .collect(Collectors.toSet());
        readAgain(running);
    }

    private void readAll() {
        var read = all();
        var ids = read.stream().map(row -> row.scope().environmentId()).toList();
        if (ids.equals(List.copyOf(rows.keySet()))) {
            read.forEach(this::put);
        } else {
            fill(read);
        }
    }

    private void fill(List<EnvironmentReviewRow> read) {
        rows.clear();
        read.forEach(row -> rows.put(row.scope().environmentId(), row));
        shown.refreshAll();
    }

    private List<EnvironmentReviewRow> all() {
        return reviews.environments(current.get(), here().id());
    }

    private WorkspaceRow here() {
        return Objects.requireNonNull(workspace, "show() comes first");
    }

    private EnvironmentCells cells() {
        return new EnvironmentCells(here().slug());
    }

    private static final class RowsById extends ListDataProvider<EnvironmentReviewRow> {

        private static final long serialVersionUID = 1L;

        RowsById(Collection<EnvironmentReviewRow> rows) {
            super(rows);
        }

        @Override
        public Object getId(EnvironmentReviewRow row) {
            return row.scope().environmentId();
        }
    }
}

package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.function.ValueProvider;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.reviews.EnvironmentReviewRow;
import java.util.Collection;
import java.util.HashMap;
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

    private final EnvironmentBoard board;
    private final CurrentActor current;
    private final Map<UUID, EnvironmentReviewRow> rows = new LinkedHashMap<>();
    private final Map<UUID, Long> readNanos = new HashMap<>();
    private long listNanos;
    private boolean hasTicked;
    private volatile long heardNanos;
    private final ListDataProvider<EnvironmentReviewRow> shown = new RowsById(rows.values());
    private volatile @Nullable WorkspaceRow workspace;

    /// @param name the grid's id is `grid-<name>`
    /// @param label translated; what assistive technology calls the grid
    public EnvironmentGrid(String name, String label, EnvironmentBoard board, CurrentActor current, LiveUpdates live) {
        this.board = board;
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
        rows.clear();
        readNanos.clear();
        listNanos = System.nanoTime();
        fill(board.all(current.get(), workspace.id(), listNanos));
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

    /// Asked as soon as the feed has the change: what is read from then on has it.
    private boolean isHere(Change change) {
        var here = workspace;
        var isHere = here != null && change.workspaceId().equals(here.id());
        if (isHere) {
            heardNanos = System.nanoTime();
        }
        return isHere;
    }

    private void changed(Set<Change> changes) {
        var since = heardNanos;
        if (changes.stream().anyMatch(change -> change.kind() == Change.Kind.ENVIRONMENT)) {
            showAll(board.all(current.get(), here().id(), since));
            return;
        }
        var known = changes.stream()
                .map(Change::environmentId)
                .filter(Objects::nonNull)
                .filter(rows::containsKey)
                .collect(Collectors.toSet());
        if (!known.isEmpty()) {
            showSome(known, since);
        }
    }

    /// Where fewer come back than were asked for, it is the list that has changed.
    private void showSome(Set<UUID> environments, long since) {
        var seen = board.some(current.get(), here().id(), environments, since);
        if (seen.rows().size() < environments.size()) {
            showAll(board.all(current.get(), here().id(), since));
        } else {
            seen.rows().forEach(row -> put(row, seen.readNanos()));
        }
    }

    /// All is read when the grid begins to listen, and every few seconds: what a lost push left.
    private void tick() {
        var actor = current.get();
        var workspaceId = here().id();
        showAll(hasTicked ? board.recent(actor, workspaceId) : board.all(actor, workspaceId, System.nanoTime()));
        hasTicked = true;
    }

    /// A reading that began before the one that is shown changes nothing.
    private void showAll(EnvironmentBoard.EnvironmentsRead seen) {
        if (seen.readNanos() - listNanos < 0) {
            return;
        }
        listNanos = seen.readNanos();
        var ids = seen.rows().stream().map(row -> row.scope().environmentId()).toList();
        if (ids.equals(List.copyOf(rows.keySet()))) {
            seen.rows().forEach(row -> put(row, seen.readNanos()));
        } else {
            fill(seen);
        }
    }

    private void put(EnvironmentReviewRow row, long read) {
        if (!isNewer(row, read)) {
            return;
        }
        readNanos.put(row.scope().environmentId(), read);
        var before = rows.replace(row.scope().environmentId(), row);
        if (before != null && !before.equals(row)) {
            shown.refreshItem(row);
        }
    }

    private boolean isNewer(EnvironmentReviewRow row, long read) {
        var known = readNanos.get(row.scope().environmentId());
        return known == null || read - known >= 0;
    }

    private void fill(EnvironmentBoard.EnvironmentsRead seen) {
        var before = Map.copyOf(rows);
        rows.clear();
        for (var row : seen.rows()) {
            var id = row.scope().environmentId();
            var newer = isNewer(row, seen.readNanos());
            rows.put(id, newer ? row : Objects.requireNonNullElse(before.get(id), row));
            if (newer) {
                readNanos.put(id, seen.readNanos());
            }
        }
        readNanos.keySet().retainAll(rows.keySet());
        shown.refreshAll();
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

package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.function.ValueProvider;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.reviews.EnvironmentReviewRow;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.shared.Scope;
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

    /// Beyond this many changed environments one read of all is cheaper.
    private static final int FEW = 10;

    private final ReviewQueries reviews;
    private final CurrentActor current;
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
    }

    /// For further columns, selection and the empty state.
    public Grid<EnvironmentReviewRow> grid() {
        return getContent();
    }

    /// @throws io.runtruth.shared.Problem where the actor may not see the workspace's reviews
    public void show(WorkspaceRow workspace) {
        this.workspace = workspace;
        reload();
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
        column("kit.environments.name", this::name).setWidth("220px").setFlexGrow(2);
        column("kit.environments.review", this::review).setWidth("220px");
        column("kit.environments.composition", this::composition).setWidth("190px");
        column("kit.environments.evidence", this::evidence).setWidth("150px");
    }

    private Grid.Column<EnvironmentReviewRow> column(String key, ValueProvider<EnvironmentReviewRow, Component> cell) {
        return grid().addComponentColumn(cell).setHeader(getTranslation(key));
    }

    private Component name(EnvironmentReviewRow row) {
        var link = new Anchor(Routes.environment(slug(), row.slug()), row.name());
        return row.archived() ? cell(link, quiet(getTranslation("kit.environments.archived"))) : link;
    }

    private Component review(EnvironmentReviewRow row) {
        var review = row.review();
        if (review == null) {
            return quiet(getTranslation("kit.environments.no_review"));
        }
        var link = new Anchor(Routes.review(slug(), review.id()), ReviewWording.badge(review.status()));
        return review.completeness() == null
                ? link
                : cell(link, quiet(ReviewWording.completeness(review.completeness())));
    }

    private Component composition(EnvironmentReviewRow row) {
        var run = row.run();
        return run == null ? new Span() : new Anchor(Routes.run(slug(), run.id()), badge(run));
    }

    private StatusBadge badge(EnvironmentReviewRow.Run run) {
        var badge = switch (run.status()) {
            case QUEUED -> new StatusBadge(Tone.NEUTRAL, Glyph.CLOCK, getTranslation("kit.environments.queued"));
            case RUNNING -> new StatusBadge(Tone.ACTIVE, Glyph.TURNING, composing(run));
            case COMPLETED -> RunWording.ended(run.outcome());
        };
        return badge.status(run.status().code()).outcome(run.outcome().code());
    }

    private String composing(EnvironmentReviewRow.Run run) {
        return run.total() == 0
                ? getTranslation("kit.environments.composing")
                : getTranslation("kit.environments.composing_step", run.done(), run.total());
    }

    private Component evidence(EnvironmentReviewRow row) {
        var collected = row.evidenceCollectedAt();
        return collected == null ? quiet(getTranslation("kit.environments.no_evidence")) : new RelativeTime(collected);
    }

    private boolean isHere(Change change) {
        var here = workspace;
        return here != null && change.workspaceId().equals(here.id());
    }

    private void changed(Set<Change> changes) {
        if (changes.stream().anyMatch(change -> change.kind() == Change.Kind.ENVIRONMENT)) {
            reload();
            return;
        }
        var known = changes.stream()
                .map(Change::environmentId)
                .filter(Objects::nonNull)
                .filter(rows::containsKey)
                .collect(Collectors.toSet());
        read(known).forEach(this::put);
    }

    private Collection<EnvironmentReviewRow> read(Set<UUID> environments) {
        return environments.size() > FEW
                ? all()
                : environments.stream()
                        .map(id -> reviews.environment(current.get(), new Scope(here().id(), id)))
                        .toList();
    }

    private void put(EnvironmentReviewRow row) {
        var before = rows.replace(row.scope().environmentId(), row);
        if (before != null && !before.equals(row)) {
            shown.refreshItem(row);
        }
    }

    private void reload() {
        rows.clear();
        all().forEach(row -> rows.put(row.scope().environmentId(), row));
        shown.refreshAll();
    }

    private List<EnvironmentReviewRow> all() {
        return reviews.environments(current.get(), here().id());
    }

    private WorkspaceRow here() {
        return Objects.requireNonNull(workspace, "show() comes first");
    }

    private String slug() {
        return here().slug();
    }

    private static Span quiet(String text) {
        var span = new Span(text);
        span.addClassName("quiet");
        return span;
    }

    private static Span cell(Component... parts) {
        var cell = new Span(parts);
        cell.addClassName("cell");
        return cell;
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

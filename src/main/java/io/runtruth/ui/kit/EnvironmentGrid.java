package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.function.ValueProvider;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.reviews.EnvironmentReviewRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The environments of a workspace with the review that can be read, what has been begun since, and their evidence,
/// live: a change is read again for its own row, and only that row is drawn again, in its place. At most 1,000 rows,
/// by name unless they are given an order.
public final class EnvironmentGrid extends Composite<Grid<EnvironmentReviewRow>> {

    private static final Duration RECENT = Duration.ofSeconds(1);

    /// As a card is tall, more of them are scrolled in the list and not with the page.
    private static final int MOST_CARDS_OF_PAGE = 40;

    private static final String EVIDENCE = "evidence";
    private static final String REVIEW = "review";
    private static final String TOGETHER = "together";

    private final EnvironmentBoard board;
    private final CurrentActor current;
    private final List<Grid.Column<EnvironmentReviewRow>> columns = new ArrayList<>();
    private final Grid.Column<EnvironmentReviewRow> card;
    private @Nullable Function<Instant, Comparator<EnvironmentReviewRow>> order;
    private @Nullable NextSteps steps;
    private Consumer<Collection<EnvironmentReviewRow>> told = _ -> {};
    private Instant drawnAt = Instant.EPOCH;
    private final Map<UUID, EnvironmentReviewRow> rows = new LinkedHashMap<>();
    private final Map<UUID, Long> readNanos = new HashMap<>();
    private long listNanos;
    private boolean hasTicked;
    private int page;
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
        card = RowCards.add(grid(), this::card).setHeader(getTranslation("kit.environments.name"));
        PageWidth.follow(this, this::fit);
        live.bind(this, this::isHere, this::changed);
        live.tick(this, this::tick);
    }

    /// For selection and the empty state.
    public Grid<EnvironmentReviewRow> grid() {
        return getContent();
    }

    /// The rows' order when the list is opened: whoever reads is not moved by what changes meanwhile.
    ///
    /// @param order as of a moment
    public void order(Function<Instant, Comparator<EnvironmentReviewRow>> order) {
        this.order = order;
    }

    /// Hears the rows whenever they are other than before, also those that a filter hides.
    public void onRows(Consumer<Collection<EnvironmentReviewRow>> told) {
        this.told = told;
    }

    /// Offers what is to be done, as far as the person may.
    ///
    /// @param compose what the button does
    /// @param always whether a composition is offered in each row
    public void offerSteps(WorkspaceRow workspace, Consumer<EnvironmentReviewRow> compose, boolean always) {
        var first = steps == null;
        steps = new NextSteps(workspace, compose, always);
        if (first) {
            columns.add(RowCards.add(grid(), this::step)
                    .setHeader(getTranslation("dashboard.row.next"))
                    .setKey("next")
                    .setWidth(always ? "175px" : "130px")
                    .setFlexGrow(0));
            grid().setColumnOrder(
                            Stream.concat(columns.stream(), Stream.of(card)).toList());
            fit(page);
        }
    }

    /// @throws io.runtruth.shared.Problem where the actor may not see the workspace's reviews
    public void show(WorkspaceRow workspace) {
        this.workspace = workspace;
        rows.clear();
        readNanos.clear();
        listNanos = System.nanoTime();
        fill(all(listNanos));
    }

    private EnvironmentBoard.EnvironmentsRead all(long since) {
        return board.all(current.get(), here().id(), since);
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
        column("name", "kit.environments.name", row -> cells().name(row))
                .setWidth("180px")
                .setFlexGrow(2);
        column("posture", "dashboard.row.posture", row -> cells().posture(row)).setWidth("150px");
        column("failed", "dashboard.row.failed", row -> cells().failed(row)).setWidth("130px");
        column(EVIDENCE, "kit.environments.evidence", row -> cells().evidence(row, board.now()))
                .setWidth("145px");
        column(REVIEW, "kit.environments.review", row -> cells().state(row)).setWidth("175px");
        column(TOGETHER, "kit.environments.together", row -> cells().together(row, board.now()))
                .setWidth("175px");
    }

    private Grid.Column<EnvironmentReviewRow> column(
            String name, String key, ValueProvider<EnvironmentReviewRow, Component> cell) {
        var column = RowCards.add(grid(), cell).setHeader(getTranslation(key)).setKey(name);
        columns.add(column);
        return column;
    }

    private Component step(EnvironmentReviewRow row) {
        return Objects.requireNonNull(steps).of(row, board.now());
    }

    private Component card(EnvironmentReviewRow row) {
        return cells().card(row, board.now(), steps == null ? new Span() : step(row));
    }

    private void fit(int page) {
        this.page = page;
        var fitting = fitting();
        RowCards.show(grid(), column -> fitting.isEmpty() ? column == card : fitting.contains(column));
        RowCards.share(grid());
        growWithCards();
    }

    /// Where the columns have not all the room that they ask for, the evidence and the review are one; where they have
    /// too little even so, there are none, and a row is a card.
    private List<Grid.Column<EnvironmentReviewRow>> fitting() {
        var apart = ofKeys(key -> !key.equals(TOGETHER));
        if (new ColumnShares(grid(), apart).fitAtEase(page)) {
            return apart;
        }
        var close = ofKeys(key -> !key.equals(EVIDENCE) && !key.equals(REVIEW));
        return new ColumnShares(grid(), close).fit(page) ? close : List.of();
    }

    private List<Grid.Column<EnvironmentReviewRow>> ofKeys(Predicate<String> wanted) {
        return columns.stream().filter(column -> wanted.test(column.getKey())).toList();
    }

    /// A page of cards scrolls as a whole.
    private void growWithCards() {
        grid().setAllRowsVisible(card.isVisible() && rows.size() <= MOST_CARDS_OF_PAGE);
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
            showAll(all(since));
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
            showAll(all(since));
        } else {
            putAll(seen);
        }
    }

    /// All is read when the grid begins to listen, and every few seconds: what a lost push left. Ages are told in
    /// days, and drawn again each hour.
    private void tick() {
        var now = System.nanoTime();
        showAll(all(hasTicked ? now - RECENT.toNanos() : now));
        hasTicked = true;
        if (Duration.between(drawnAt, board.now()).toHours() > 0) {
            drawnAt = board.now();
            shown.refreshAll();
        }
    }

    /// A reading that began before the one that is shown changes nothing.
    private void showAll(EnvironmentBoard.EnvironmentsRead seen) {
        if (seen.readNanos() - listNanos < 0) {
            return;
        }
        listNanos = seen.readNanos();
        if (isSameList(seen)) {
            putAll(seen);
        } else {
            fill(seen);
        }
    }

    private boolean isSameList(EnvironmentBoard.EnvironmentsRead seen) {
        var ids = seen.rows().stream().map(row -> row.scope().environmentId()).toList();
        return order == null
                ? ids.equals(List.copyOf(rows.keySet()))
                : Set.copyOf(ids).equals(rows.keySet());
    }

    private void putAll(EnvironmentBoard.EnvironmentsRead seen) {
        var before = List.copyOf(rows.values());
        seen.rows().forEach(row -> put(row, seen.readNanos()));
        if (!before.equals(List.copyOf(rows.values()))) {
            told.accept(rows.values());
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
        var before = new LinkedHashMap<>(rows);
        rows.clear();
        for (var row : inOrder(seen.rows(), before.keySet())) {
            var id = row.scope().environmentId();
            var newer = isNewer(row, seen.readNanos());
            rows.put(id, newer ? row : Objects.requireNonNullElse(before.get(id), row));
            if (newer) {
                readNanos.put(id, seen.readNanos());
            }
        }
        readNanos.keySet().retainAll(rows.keySet());
        drawnAt = board.now();
        shown.refreshAll();
        growWithCards();
        told.accept(rows.values());
    }

    /// What is there keeps its place; what is new stands below it.
    private List<EnvironmentReviewRow> inOrder(List<EnvironmentReviewRow> read, Set<UUID> before) {
        if (order == null) {
            return read;
        }
        var places = new HashMap<UUID, Integer>();
        before.forEach(id -> places.put(id, places.size()));
        return read.stream()
                .sorted(Comparator.comparing((EnvironmentReviewRow row) ->
                                places.getOrDefault(row.scope().environmentId(), Integer.MAX_VALUE))
                        .thenComparing(order.apply(board.now())))
                .toList();
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

package io.runtruth.ui.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A list in an order of its own, by name for example, of any length: read by key and counted by nobody; it grows as
/// somebody scrolls. What stands on the page is read again when asked, and drawn again where it has changed.
public final class PagedGrid<T, K> extends Composite<Div> {

    private static final int PAGE_SIZE = 50;

    /// Rows that one statement reads, also those that are read to be left out: the scroll bar jumps no further.
    private static final int MOST_AT_ONCE = 1_000;

    private static final int MOST_PARTS = 40;

    private final Grid<T> grid = new Grid<>();
    private final TreeMap<Integer, K> keyBefore = new TreeMap<>();
    private final Map<Integer, Part<T>> parts = new HashMap<>();
    private @Nullable PagedRows<T, K> rows;

    /// @param name the grid's id is `grid-<name>`
    /// @param label translated; what assistive technology calls the grid
    public PagedGrid(String name, String label) {
        grid.setId("grid-" + name);
        grid.setPageSize(PAGE_SIZE);
        grid.getElement().setProperty("accessibleName", label);
        getContent().addClassName("key-grid");
        getContent().add(grid);
    }

    /// For its columns.
    public Grid<T> grid() {
        return grid;
    }

    /// Shows a list from its top.
    ///
    /// @param empty shown when there is no row: another one with a search than without
    public void show(PagedRows<T, K> list, EmptyState empty) {
        rows = list;
        grid.setEmptyStateComponent(empty);
        reset();
        var lazily = grid.setItems(new CallbackDataProvider<T, Void>(
                query -> fetch(query.getOffset(), query.getLimit()), _ -> counted(), list::id));
        lazily.setItemCountUnknown();
        grid.scrollToStart();
    }

    /// Reads again what is on the page. Where all is as it was nothing is drawn, and no place is lost.
    public void refresh() {
        var onPage = Map.copyOf(parts).entrySet().stream()
                .filter(part -> isOnPage(part.getValue().rows()));
        if (onPage.anyMatch(part -> !read(part.getKey(), part.getValue().limit())
                .equals(part.getValue().rows()))) {
            reload();
        }
    }

    /// The list as it is now, from the place where it stands.
    public void reload() {
        reset();
        grid.getDataProvider().refreshAll();
    }

    private void reset() {
        keyBefore.clear();
        parts.clear();
    }

    /// An empty list is on the page too: its first row would be news.
    private boolean isOnPage(List<T> part) {
        return part.isEmpty() || part.stream().anyMatch(grid.getDataCommunicator()::isItemActive);
    }

    private Stream<T> fetch(int offset, int limit) {
        if (parts.size() >= MOST_PARTS) {
            parts.values().removeIf(part -> !isOnPage(part.rows()));
        }
        var wanted = Math.min(limit, MOST_AT_ONCE);
        var part = read(offset, wanted);
        parts.put(offset, new Part<>(wanted, part));
        return part.stream();
    }

    private List<T> read(int offset, int limit) {
        var list = Objects.requireNonNull(rows, "show() comes first");
        var anchor = keyBefore.floorEntry(offset);
        var skip = anchor == null ? offset : offset - anchor.getKey();
        if (skip > MOST_AT_ONCE) {
            return List.of();
        }
        var page = list.page(anchor == null ? null : anchor.getValue(), skip + limit);
        var part = List.copyOf(page.subList(Math.min(skip, page.size()), page.size()));
        for (var i = 0; i < part.size(); i++) {
            keyBefore.put(offset + i + 1, list.key(part.get(i)));
        }
        return part;
    }

    /// Asked by nobody while the size is unknown, but by what looks at a grid as a whole.
    private int counted() {
        return Objects.requireNonNull(rows, "show() comes first")
                .page(null, MOST_AT_ONCE)
                .size();
    }

    /// @param limit how many rows were asked for
    private record Part<T>(int limit, List<T> rows) {}
}

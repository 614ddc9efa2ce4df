package io.runtruth.ui.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A live list of any length (contract 9): read by key, at most [#MOST_ROWS] rows of it, never moving under the
/// reader. What is longer than it was counted grows as somebody scrolls. Changes come in one row at a time; new
/// rows enter by themselves while the list rests at its top, and announce themselves while somebody works in it.
///
/// The view adds columns to [#grid()], calls [#show] for every filter, and passes on what [LiveUpdates] hears.
public final class KeyGrid<T> extends Composite<Div> {

    /// Beyond about 100,000 rows the browser's part of the grid leaves rows loading for good.
    public static final int MOST_ROWS = 50_000;

    private static final int PAGE_SIZE = 50;
    private static final int REMEMBERED = 400;
    private static final int MOST_NEWS = 100;

    private final Grid<T> grid = new Grid<>();
    private final Button news = new Button();
    private final Div newsPlace = new Div(news);
    private final Div count = new Div();
    private final ListRest rest = new ListRest(this::enter);

    private final Map<UUID, T> lately = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, T> eldest) {
            return size() > REMEMBERED;
        }
    };

    private @Nullable KeyRows<T> rows;
    private @Nullable KeyWindow<T> window;
    private int newsShown;

    /// @param name the grid's id is `grid-<name>`
    /// @param label translated; what assistive technology calls the grid
    public KeyGrid(String name, String label) {
        grid.setId("grid-" + name);
        grid.setPageSize(PAGE_SIZE);
        grid.getElement().setProperty("accessibleName", label);
        news.setId("news-" + name);
        news.setIcon(Glyph.UP.create());
        news.addClickListener(_ -> reload());
        newsPlace.addClassName("news");
        newsPlace.getElement().setAttribute("role", "status");
        count.addClassName("count");
        getContent().addClassName("key-grid");
        getContent().add(newsPlace, grid, count, rest);
        announce(0);
    }

    /// For its columns, selection and clicks.
    public Grid<T> grid() {
        return grid;
    }

    /// Shows a list from its top.
    ///
    /// @param empty shown when there is no row: another one with a filter than without
    public void show(KeyRows<T> rows, EmptyState empty) {
        this.rows = rows;
        grid.setEmptyStateComponent(empty);
        reload();
    }

    /// The list as it is now, from its top.
    public void reload() {
        var opened = new KeyWindow<>(Objects.requireNonNull(rows, "show() comes first"), MOST_ROWS);
        window = opened;
        lately.clear();
        announce(0);
        count.setText(countText(opened));
        var lazily = grid.setItems(new CallbackDataProvider<T, Void>(
                query -> fetch(opened, query.getOffset(), query.getLimit()), _ -> opened.size(), this::id));
        if (opened.isCut()) {
            lazily.setItemCountEstimate(opened.size());
            lazily.setItemCountEstimateIncrease(KeyWindow.MOST_COUNTED);
        }
        grid.scrollToStart();
    }

    /// Something changed: rows that were read lately are read again where they stand, others are announced.
    public void changed(Collection<UUID> ids) {
        var known = ids.stream().filter(lately::containsKey).toList();
        reread(known);
        if (window != null && ids.stream().anyMatch(id -> !window.hasSeen(id))) {
            look(window);
        }
    }

    /// Reads again what is on the page, and looks for news: what ages without a change, and what a lost push left.
    public void refresh() {
        reread(List.copyOf(lately.keySet()));
        if (window != null) {
            look(window);
        }
    }

    private Stream<T> fetch(KeyWindow<T> from, int offset, int limit) {
        var page = from.fetch(offset, limit);
        page.forEach(row -> lately.put(id(row), row));
        return page.stream();
    }

    private void reread(List<UUID> ids) {
        var onPage = ids.stream()
                .filter(id -> grid.getDataCommunicator().isItemActive(lately.get(id)))
                .toList();
        if (onPage.isEmpty() || rows == null) {
            return;
        }
        var read = rows.byIds(onPage);
        if (read.size() < onPage.size()) {
            // gone, or no longer the reader's to see: nothing of it stays (I12)
            reload();
            return;
        }
        for (var row : read) {
            if (!row.equals(lately.put(id(row), row))) {
                grid.getDataProvider().refreshItem(row);
            }
        }
    }

    private void look(KeyWindow<T> at) {
        if (newsShown == MOST_NEWS) {
            return;
        }
        var arrived = at.news();
        if (arrived > 0 && (at.size() == 0 || mayEnter())) {
            reload();
        } else if (arrived != newsShown) {
            announce(arrived);
        }
    }

    /// What was announced, when the list has come to rest.
    private void enter() {
        if (newsShown > 0 && mayEnter()) {
            reload();
        }
    }

    private boolean mayEnter() {
        return rest.rests() && grid.getSelectedItems().isEmpty();
    }

    private void announce(int arrived) {
        newsShown = arrived;
        news.setVisible(arrived > 0);
        if (arrived > 0) {
            var key = arrived < MOST_NEWS ? "kit.grid.news" : "kit.grid.news_many";
            news.setText(getTranslation(key, arrived));
        }
    }

    private String countText(KeyWindow<T> of) {
        return getTranslation(of.isCut() ? "kit.grid.count_more" : "kit.grid.count", of.size());
    }

    private UUID id(T row) {
        return Objects.requireNonNull(rows).key(row).id();
    }
}

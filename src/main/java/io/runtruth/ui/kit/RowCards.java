package io.runtruth.ui.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.Grid.Column;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.ValueProvider;
import java.util.ArrayList;
import java.util.function.Predicate;

/// Keeps all of a list on the page (contract 9): its columns share what there is, and where that is too little each row
/// is a card: its cells stand one below the other, each beside what heads it. The rows stay what they are, so keys,
/// marks and changes of one row do as well.
public final class RowCards {

    /// The style knows so many labels.
    private static final int MOST = 12;

    private RowCards() {}

    /// The columns are labelled when the grid comes onto a page, where they have not been; those that it
    /// gets later are to be labelled then.
    public static void follow(Grid<?> grid) {
        grid.addAttachListener(_ -> {
            if (!grid.getStyle().has("--card-0")) {
                label(grid);
            }
        });
        PageWidth.follow(grid, page -> {
            var shares = ColumnShares.shown(grid);
            grid.setClassName("cards", !shares.fit(page));
            shares.apply();
        });
    }

    /// Once other columns are shown than before, or rows can be marked.
    public static void share(Grid<?> grid) {
        ColumnShares.shown(grid).apply();
    }

    /// For a list that has a card of its own.
    ///
    /// @param card the column that is shown instead of all others where they have no room
    public static <T> void follow(Grid<T> grid, Column<T> card) {
        var columns =
                grid.getColumns().stream().filter(column -> column != card).toList();
        var shares = new ColumnShares(grid, columns);
        shares.apply();
        PageWidth.follow(grid, page -> show(grid, column -> shares.fit(page) == columns.contains(column)));
    }

    /// A column whose cells are made while it is shown: a grid asks a hidden one for them all the same, and who opens a
    /// list waits for them.
    public static <T> Column<T> add(Grid<T> grid, ValueProvider<T, Component> cell) {
        var added = new ArrayList<Column<T>>(1);
        added.add(grid.addComponentColumn(row -> added.getFirst().isVisible() ? cell.apply(row) : new Span()));
        return added.getFirst();
    }

    /// Shows these columns and hides all others.
    static <T> void show(Grid<T> grid, Predicate<Column<T>> shown) {
        var come = grid.getColumns().stream().anyMatch(column -> shown.test(column) && !column.isVisible());
        grid.getColumns().forEach(column -> column.setVisible(shown.test(column)));
        if (come) {
            grid.getDataProvider().refreshAll();
        }
    }

    public static <T> void label(Grid<T> grid) {
        var columns = grid.getColumns();
        for (var number = 0; number < Math.min(columns.size(), MOST); number++) {
            label(grid, columns.get(number), "card-" + number);
        }
    }

    /// On a card the cell is left out where it has nothing to say. The column has its label.
    public static <T> void leaveOut(Column<T> column, Predicate<T> isEmpty) {
        var usual = column.getPartNameGenerator();
        column.setPartNameGenerator(row -> isEmpty.test(row) ? "card-none" : usual.apply(row));
    }

    private static <T> void label(Grid<T> grid, Column<T> column, String part) {
        var heading = column.getHeaderText();
        column.setPartNameGenerator(_ -> "card " + part);
        grid.getStyle()
                .set(
                        "--" + part,
                        heading == null || heading.isEmpty() ? "none" : '"' + heading.replace("\"", "") + '"');
    }
}

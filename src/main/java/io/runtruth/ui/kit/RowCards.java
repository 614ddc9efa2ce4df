package io.runtruth.ui.kit;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.Grid.Column;
import java.util.function.Predicate;

/// Shows each row of a grid as a card where the page is narrow: its cells stand one below the other, each
/// beside what heads it, and nothing is off the page. The rows stay what they are, so keys, marks and
/// changes of one row do as well.
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
        PageWidth.follow(grid, narrow -> grid.setClassName("cards", narrow));
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

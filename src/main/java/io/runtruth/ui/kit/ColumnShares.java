package io.runtruth.ui.kit;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.Grid.Column;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// Columns that take what the page has, and never more (contract 9): where that is less than they ask for, each gives
/// the same part of its width, but for those that neither grow nor can be resized: what can be done in a row is not
/// cut.
/// What they ask for is their width in pixels.
final class ColumnShares {

    /// What is left of the widths at least: with less there is nothing to read.
    private static final double LEAST = 2.0 / 3;

    /// Below this many pixels a page has no room for columns at all.
    private static final int NARROW = 720;

    /// What stands beside a grid, and around it.
    private static final int AROUND = 40;

    private static final int MARKS = 40;
    private static final int UNSAID = 100;
    private static final Pattern PIXELS = Pattern.compile("(\\d+)px");

    private final List<? extends Column<?>> columns;
    private final int kept;
    private final int giving;

    /// @param grid whose rows they are
    /// @param columns all that are to stand beside each other
    ColumnShares(Grid<?> grid, Collection<? extends Column<?>> columns) {
        this.columns = List.copyOf(columns);
        kept = marks(grid)
                + columns.stream()
                        .filter(ColumnShares::keeps)
                        .mapToInt(ColumnShares::asked)
                        .sum();
        giving = columns.stream()
                .filter(column -> !keeps(column))
                .mapToInt(ColumnShares::asked)
                .sum();
    }

    /// Those that are shown.
    static ColumnShares shown(Grid<?> grid) {
        return new ColumnShares(
                grid, grid.getColumns().stream().filter(Column::isVisible).toList());
    }

    /// Whether a page has room for them, as narrow as they can be read.
    boolean fit(int page) {
        return page >= NARROW && left(page) >= giving * LEAST;
    }

    /// Whether a page has all the room that they ask for.
    boolean fitAtEase(int page) {
        return page >= NARROW && left(page) >= giving;
    }

    private int left(int page) {
        return page - AROUND - kept;
    }

    /// Again after another width was set.
    void apply() {
        columns.stream().filter(column -> !keeps(column)).forEach(column -> column.setWidth(share(asked(column))));
    }

    private String share(int asked) {
        return "min(%dpx, (100%% - %dpx) * %d / %d)".formatted(asked, kept, asked, giving);
    }

    private static boolean keeps(Column<?> column) {
        return column.getFlexGrow() == 0 && !column.isResizable();
    }

    private static int asked(Column<?> column) {
        var width = column.getWidth();
        var pixels = PIXELS.matcher(width == null ? "" : width);
        return pixels.find() ? Integer.parseInt(pixels.group(1)) : UNSAID;
    }

    private static int marks(Grid<?> grid) {
        return grid.getSelectionModel() instanceof GridMultiSelectionModel<?> ? MARKS : 0;
    }
}

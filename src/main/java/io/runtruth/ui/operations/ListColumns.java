package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import io.runtruth.operations.lists.ListLayout;
import io.runtruth.operations.reads.RunRow;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Which columns the list has, and how close its rows are: chosen here, and remembered. Of the operations' kind
/// the list speaks only where there are two.
final class ListColumns extends Composite<MenuBar> {

    private static final String CLOSE = "close-rows";

    private final Grid<RunRow> grid;
    private final Map<RunColumn, MenuItem> columns = new EnumMap<>(RunColumn.class);
    private final MenuItem compact;
    private final Consumer<ListLayout> onChange;
    private boolean severalKinds;

    /// @param grid has its columns when something is shown
    /// @param onChange keeps what the person chose
    ListColumns(Grid<RunRow> grid, Consumer<ListLayout> onChange) {
        this.grid = grid;
        this.onChange = onChange;
        var bar = getContent();
        bar.setId("list-columns");
        bar.addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
        var menu = bar.addItem(getTranslation("operations.columns.menu")).getSubMenu();
        for (var column : RunColumn.values()) {
            if (column.canBeHidden()) {
                columns.put(column, item(menu.addItem(getTranslation("operations.grid." + column.code()))));
            }
        }
        menu.addComponent(new Hr());
        compact = item(menu.addItem(getTranslation("operations.columns.compact")));
        columns.forEach((column, it) -> it.setId("column-" + column.code()));
        compact.setId("rows-compact");
    }

    private MenuItem item(MenuItem item) {
        item.setCheckable(true);
        item.setKeepOpen(true);
        item.addClickListener(_ -> {
            onChange.accept(chosen());
            apply();
        });
        return item;
    }

    /// @param severalKinds whether there is more than one kind of operation
    void show(ListLayout layout, boolean severalKinds) {
        this.severalKinds = severalKinds;
        columns.forEach((column, item) -> item.setChecked(!layout.hidden().contains(column.code())));
        compact.setChecked(layout.compact());
        apply();
    }

    private ListLayout chosen() {
        Set<String> hidden = columns.entrySet().stream()
                .filter(it -> !it.getValue().isChecked())
                .map(it -> it.getKey().code())
                .collect(Collectors.toSet());
        return new ListLayout(hidden, compact.isChecked());
    }

    private void apply() {
        columns.forEach((column, item) -> {
            var says = column != RunColumn.OPERATION || severalKinds;
            item.setVisible(says);
            grid.getColumnByKey(column.code()).setVisible(says && item.isChecked());
        });
        grid.setClassName(CLOSE, compact.isChecked());
    }
}

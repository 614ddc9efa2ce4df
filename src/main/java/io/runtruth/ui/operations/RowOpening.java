package io.runtruth.ui.operations;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.dom.DomEvent;
import java.util.function.Consumer;

/// A row opens by a click anywhere on it, and by Enter where the keyboard is.
final class RowOpening {

    private static final String ROW = "element.getEventContext(event).item?.key ?? ''";

    private RowOpening() {}

    static <T> void on(Grid<T> grid, Consumer<T> open) {
        grid.addItemClickListener(click -> open.accept(click.getItem()));
        grid.getElement()
                .addEventListener("keydown", event -> open(grid, event, open))
                .setFilter("event.key === 'Enter' && !event.composedPath()[0].href")
                .addEventData(ROW);
    }

    private static <T> void open(Grid<T> grid, DomEvent event, Consumer<T> open) {
        var row = grid.getDataCommunicator()
                .getKeyMapper()
                .get(event.getEventData().get(ROW).asString());
        if (row != null) {
            open.accept(row);
        }
    }
}

package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.runtruth.operations.lists.ListLayout;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.ui.kit.Glyph;
import io.runtruth.ui.kit.RowCards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Which columns the list has, in which order, and how close its rows are: chosen here, by keys too, and
/// remembered. The first and the last column stay at their ends. Of the operations' kind the list speaks
/// only where there are two.
final class ListColumns extends Composite<Div> {

    private static final String CLOSE = "close-rows";

    private final Grid<RunRow> grid;
    private final Consumer<ListLayout> onChange;
    private final Map<RunColumn, Entry> entries = new EnumMap<>(RunColumn.class);
    private final OrderedList list = new OrderedList();
    private final Span said = new Span();
    private final Checkbox compact = new Checkbox(getTranslation("operations.columns.compact"));
    private List<RunColumn> order = RunColumn.inOrder(List.of());
    private boolean severalKinds;

    /// @param grid has its columns when something is shown
    /// @param onChange keeps what the person chose
    ListColumns(Grid<RunRow> grid, Consumer<ListLayout> onChange) {
        this.grid = grid;
        this.onChange = onChange;
        var button = new Button(getTranslation("operations.columns.menu"));
        button.setId("list-columns");
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        said.getElement().setAttribute("role", "status");
        said.addClassName("only-heard");
        compact.setId("rows-compact");
        compact.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                changed();
            }
        });
        Arrays.stream(RunColumn.values())
                .filter(column -> !column.isFirst())
                .forEach(column -> entries.put(column, new Entry(column)));
        getContent().add(button, popover(button));
    }

    private Popover popover(Button button) {
        var popover = new Popover();
        popover.setId("choose-columns");
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(getTranslation("operations.columns.menu"));
        popover.setAutofocus(true);
        popover.addClassName("list-columns");
        // of all who open the page few open this
        popover.addOpenedChangeListener(change -> {
            if (change.isOpened() && !list.isAttached()) {
                popover.add(list, compact, said);
            }
        });
        return popover;
    }

    /// @param severalKinds whether there is more than one kind of operation
    void show(ListLayout layout, boolean severalKinds) {
        this.severalKinds = severalKinds;
        order = RunColumn.inOrder(layout.order());
        entries.forEach((column, entry) -> entry.shown.setValue(!layout.hidden().contains(column.code())));
        compact.setValue(layout.compact());
        apply();
    }

    private void changed() {
        onChange.accept(chosen());
        apply();
    }

    private ListLayout chosen() {
        Set<String> hidden = entries.entrySet().stream()
                .filter(it -> !it.getValue().shown.getValue())
                .map(it -> it.getKey().code())
                .collect(Collectors.toSet());
        var moved = order.stream()
                .filter(RunColumn::canBeMoved)
                .map(RunColumn::code)
                .toList();
        return new ListLayout(hidden, moved, compact.getValue());
    }

    private void apply() {
        var laid = order.stream().filter(entries::containsKey).map(entries::get).toList();
        if (!laid.equals(list.getChildren().toList())) {
            // else nothing moves, and the focus stays where it is
            list.removeAll();
            laid.forEach(list::add);
        }
        laid.forEach(entry -> {
            var says = entry.column != RunColumn.OPERATION || severalKinds;
            entry.setVisible(says);
            entry.showWays();
            grid.getColumnByKey(entry.column.code()).setVisible(says && entry.shown.getValue());
        });
        grid.setColumnOrder(
                order.stream().map(it -> grid.getColumnByKey(it.code())).toList());
        grid.setClassName(CLOSE, compact.getValue());
        RowCards.share(grid);
    }

    /// Those that can be moved and are offered, as they stand.
    private List<RunColumn> movable() {
        return order.stream()
                .filter(RunColumn::canBeMoved)
                .filter(it -> it != RunColumn.OPERATION || severalKinds)
                .toList();
    }

    /// Past the next one that is offered.
    private void move(RunColumn column, int by) {
        var offered = movable();
        var other = offered.get(offered.indexOf(column) + by);
        var moved = new ArrayList<>(order);
        moved.remove(column);
        moved.add(moved.indexOf(other) + (by > 0 ? 1 : 0), column);
        order = Collections.unmodifiableList(moved);
        changed();
        said.setText(getTranslation(
                "operations.columns.moved", name(column), movable().indexOf(column) + 1, offered.size()));
    }

    private String name(RunColumn column) {
        return getTranslation("operations.grid." + column.code());
    }

    /// One column: whether it is shown, and the ways to move it.
    private final class Entry extends ListItem {

        private final RunColumn column;
        private final Checkbox shown;
        private final Button earlier;
        private final Button later;

        Entry(RunColumn column) {
            this.column = column;
            shown = new Checkbox(name(column), true);
            shown.setId("column-" + column.code());
            shown.setEnabled(column.canBeHidden());
            shown.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    changed();
                }
            });
            earlier = way(Glyph.UP, "earlier", -1);
            later = way(Glyph.DOWN, "later", 1);
            add(shown);
            if (column.canBeMoved()) {
                add(earlier, later);
            }
        }

        private Button way(Glyph glyph, String where, int by) {
            var words = getTranslation("operations.columns." + where, name(column));
            var button = new Button(glyph.create(), _ -> {
                move(column, by);
                keepFocus(by);
            });
            button.setId("column-" + column.code() + "-" + where);
            button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            button.setAriaLabel(words);
            button.setTooltipText(words);
            return button;
        }

        private void keepFocus(int by) {
            var same = by < 0 ? earlier : later;
            var other = by < 0 ? later : earlier;
            (same.isEnabled() ? same : other).focus();
        }

        void showWays() {
            var place = movable().indexOf(column);
            earlier.setEnabled(place > 0);
            later.setEnabled(place < movable().size() - 1);
        }
    }
}

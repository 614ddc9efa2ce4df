package io.runtruth.ui.system;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.runtruth.texts.ForeignText;
import io.runtruth.ui.kit.EmptyState;
import io.runtruth.ui.kit.RowCards;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A short list that is read as a whole and kept true: showing the same again moves nothing.
final class SmallGrid<T> extends Composite<Grid<T>> {

    private static final String TIME = "<console-time at=\"${item.at}\"></console-time>";

    private final List<T> rows = new ArrayList<>();
    private final ListDataProvider<T> shown;

    /// @param name the grid's id is `grid-<name>`
    /// @param label translated; what assistive technology calls the grid
    /// @param id what stays the same while a row changes
    SmallGrid(String name, String label, Function<T, Object> id) {
        shown = new ById<>(rows, id);
        getContent().setId("grid-" + name);
        getContent().addClassNames("rows", "small");
        getContent().getElement().setProperty("accessibleName", label);
        getContent().setAllRowsVisible(true);
        getContent().setItems(shown);
        RowCards.follow(getContent());
    }

    void show(List<T> now) {
        if (!rows.equals(now)) {
            rows.clear();
            rows.addAll(now);
            shown.refreshAll();
        }
    }

    /// @param empty what stands there without a row
    void whenEmpty(EmptyState empty) {
        getContent().setEmptyStateComponent(empty);
    }

    Grid.Column<T> text(String key, String width, ValueProvider<T, String> words) {
        return column(
                key,
                width,
                LitRenderer.<T>of("<span title=\"${item.text}\">${item.text}</span>")
                        .withProperty("text", row -> ForeignText.shown(words.apply(row))));
    }

    Grid.Column<T> time(String key, String width, ValueProvider<T, String> at) {
        return column(key, width, LitRenderer.<T>of(TIME).withProperty("at", at));
    }

    Grid.Column<T> column(String key, String width, LitRenderer<T> cell) {
        return getContent()
                .addColumn(cell)
                .setKey(key.substring(key.lastIndexOf('.') + 1))
                .setHeader(getTranslation(key))
                .setWidth(width)
                .setFlexGrow(0)
                .setResizable(true);
    }

    private static final class ById<T> extends ListDataProvider<T> {

        private static final long serialVersionUID = 1L;

        private final transient Function<T, Object> id;

        ById(List<T> rows, Function<T, Object> id) {
            super(rows);
            this.id = id;
        }

        @Override
        public Object getId(T row) {
            return id.apply(row);
        }
    }
}

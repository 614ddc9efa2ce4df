package io.runtruth.ui.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a test sees of a page of the settings.
final class SettingsPageOnScreen {

    private static final int MOST = 1_000;

    private SettingsPageOnScreen() {}

    /// The rows of a list, as the browser would ask for them.
    @SuppressWarnings("unchecked")
    static <T> List<T> rows(Grid<?> grid) {
        return ((Grid<T>) grid).getLazyDataView().getItems().limit(MOST).toList();
    }

    /// Clicks what has this id in a row of a list.
    static void click(Grid<?> grid, GridTester<?, ?> tester, String id) {
        var found = IntStream.range(0, rows(grid).size())
                .mapToObj(row -> tester.getCellComponent(row, "actions"))
                .flatMap(SettingsPageOnScreen::withChildren)
                .filter(it -> it.getId().filter(id::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(id));
        ((Button) found).click();
    }

    private static Stream<Component> withChildren(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(SettingsPageOnScreen::withChildren));
    }
}

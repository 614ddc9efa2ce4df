package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.DataChangeEvent.DataRefreshEvent;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import io.runtruth.ui.kit.KeyList.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KeyGridViewTest extends BrowserlessTest {

    private final KeyList list = KeyList.upTo(3);
    private final List<Row> sentAgain = new ArrayList<>();
    private KeyGrid<Row> grid;

    @BeforeEach
    void open() {
        grid = new KeyGrid<>("things", "Things");
        grid.grid().addColumn(Row::text);
        UI.getCurrent().add(grid);
        show(list);
    }

    @Test
    void a_row_that_changes_is_sent_again_alone_and_where_it_stands() {
        list.put(2, "changed");

        grid.changed(Set.of(KeyList.id(2)));

        assertThat(sentAgain).containsExactly(new Row(2, "changed"));
        assertThat(shown()).containsExactly("row 3", "changed", "row 1");
        assertThat(news().isVisible()).isFalse();
    }

    @Test
    void a_change_that_leaves_a_row_as_it_was_sends_nothing() {
        grid.changed(Set.of(KeyList.id(2)));

        assertThat(sentAgain).isEmpty();
    }

    @Test
    void new_rows_announce_themselves_and_are_shown_when_asked_for() {
        list.put(4, "row 4");
        list.put(5, "row 5");

        grid.changed(Set.of(KeyList.id(4), KeyList.id(5)));

        assertThat(shown()).containsExactly("row 3", "row 2", "row 1");
        assertThat(news().getText()).startsWith("2 ");

        test(news()).click();

        assertThat(shown()).containsExactly("row 5", "row 4", "row 3", "row 2", "row 1");
        assertThat(news().isVisible()).isFalse();
    }

    @Test
    void new_rows_enter_by_themselves_while_the_list_rests() {
        browserSays("list-rests");
        list.put(4, "row 4");

        grid.changed(Set.of(KeyList.id(4)));

        assertThat(shown()).containsExactly("row 4", "row 3", "row 2", "row 1");
        assertThat(news().isVisible()).isFalse();
    }

    @Test
    void what_was_announced_enters_when_the_list_comes_to_rest_and_no_later_while_it_is_used() {
        list.put(4, "row 4");
        grid.changed(Set.of(KeyList.id(4)));
        browserSays("list-rests");
        assertThat(shown()).containsExactly("row 4", "row 3", "row 2", "row 1");

        browserSays("list-used");
        list.put(5, "row 5");
        grid.changed(Set.of(KeyList.id(5)));

        assertThat(shown()).doesNotContain("row 5");
        assertThat(news().getText()).startsWith("1 ");
    }

    @Test
    void a_list_that_was_taken_away_counts_as_used_until_its_browser_says_otherwise() {
        browserSays("list-rests");
        UI.getCurrent().remove(grid);
        UI.getCurrent().add(grid);
        list.put(4, "row 4");

        grid.changed(Set.of(KeyList.id(4)));

        assertThat(shown()).doesNotContain("row 4");
    }

    @Test
    void new_rows_enter_no_list_of_which_rows_are_chosen() {
        grid.grid().setSelectionMode(Grid.SelectionMode.MULTI);
        grid.grid().select(new Row(2, "row 2"));
        browserSays("list-rests");
        list.put(4, "row 4");

        grid.changed(Set.of(KeyList.id(4)));

        assertThat(shown()).doesNotContain("row 4");
        assertThat(news().getText()).startsWith("1 ");
    }

    @Test
    void a_change_of_a_thing_that_is_not_in_the_list_is_no_news() {
        grid.changed(Set.of(KeyList.id(77)));

        assertThat(news().isVisible()).isFalse();
    }

    @Test
    void what_changed_unheard_is_sent_again_and_the_rest_is_left() {
        list.put(1, "changed");
        list.put(4, "row 4");

        grid.refresh();

        assertThat(sentAgain).containsExactly(new Row(1, "changed"));
        assertThat(news().getText()).startsWith("1 ");
    }

    @Test
    void a_list_that_is_as_it_was_sends_nothing_when_it_is_read_again() {
        grid.refresh();

        assertThat(sentAgain).isEmpty();
        assertThat(news().isVisible()).isFalse();
    }

    @Test
    @Tag("I12")
    void rows_that_are_gone_or_no_longer_ones_own_do_not_stay() {
        list.remove(2);

        grid.refresh();

        assertThat(shown()).containsExactly("row 3", "row 1");
    }

    @Test
    void an_empty_list_says_what_to_do_and_shows_its_first_row_at_once() {
        var empty = KeyList.of();
        show(empty);
        assertThat(grid.grid().getEmptyStateComponent()).isInstanceOf(EmptyState.class);

        empty.put(1, "first");
        grid.changed(Set.of(KeyList.id(1)));

        assertThat(shown()).containsExactly("first");
        assertThat(news().isVisible()).isFalse();
    }

    @Test
    void a_long_list_says_that_there_is_more_than_was_counted() {
        show(KeyList.upTo(1_001));

        assertThat(count()).isEqualTo("1,000+ entries");
    }

    @Test
    void a_list_of_a_thousand_is_told_exactly() {
        show(KeyList.upTo(1_000));

        assertThat(count()).isEqualTo("1,000 entries");
    }

    @Test
    void another_filter_starts_anew() {
        list.put(4, "row 4");
        grid.changed(Set.of(KeyList.id(4)));

        show(KeyList.of(9));

        assertThat(shown()).containsExactly("row 9");
        assertThat(news().isVisible()).isFalse();
    }

    @Test
    void the_hooks_for_tests_are_there() {
        assertThat(find(Grid.class).withId("grid-things").single()).isNotNull();
    }

    /// No routes: the page holds the grid alone.
    @Override
    protected Set<String> scanPackages() {
        return Set.of("io.runtruth.shared");
    }

    private void show(KeyList rows) {
        grid.show(rows, new EmptyState(Glyph.EMPTY, "title", "text"));
        roundTrip();
        grid.grid().getDataProvider().addDataProviderListener(event -> {
            if (event instanceof DataRefreshEvent<Row> refresh) {
                sentAgain.add(refresh.getItem());
            }
        });
    }

    private List<String> shown() {
        var tester = test(grid.grid());
        return IntStream.range(0, tester.size())
                .mapToObj(row -> tester.getCellText(row, 0))
                .toList();
    }

    private String count() {
        return grid.getContent()
                .getChildren()
                .filter(Div.class::isInstance)
                .map(Div.class::cast)
                .filter(part -> part.hasClassName("count"))
                .map(Div::getText)
                .findFirst()
                .orElseThrow();
    }

    private void browserSays(String event) {
        var rest = find(ListRest.class).single().getElement();
        rest.getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(rest, event, JacksonUtils.createObjectNode()));
    }

    private Button news() {
        return (Button) grid.getContent()
                .getChildren()
                .filter(Div.class::isInstance)
                .flatMap(place -> place.getChildren())
                .filter(Button.class::isInstance)
                .findFirst()
                .orElseThrow();
    }
}

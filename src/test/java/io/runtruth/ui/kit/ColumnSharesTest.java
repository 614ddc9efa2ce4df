package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.Grid.Column;
import org.junit.jupiter.api.Test;

class ColumnSharesTest {

    private final Grid<String> grid = new Grid<>();

    ColumnSharesTest() {
        grid.addColumn(row -> row).setWidth("300px").setResizable(true);
        grid.addColumn(row -> row).setWidth("600px");
        grid.addColumn(row -> row).setWidth("100px").setFlexGrow(0);
    }

    @Test
    void columns_fit_at_ease_where_each_has_what_it_asks_for() {
        assertThat(shares().fitAtEase(1_040)).isTrue();
        assertThat(shares().fitAtEase(1_039)).isFalse();
    }

    @Test
    void they_give_a_third_of_their_width_and_no_more() {
        assertThat(shares().fit(740)).isTrue();
        assertThat(shares().fit(739)).isFalse();
    }

    @Test
    void a_page_of_a_phone_has_no_room_for_columns() {
        grid.getColumns().stream().skip(1).forEach(column -> column.setVisible(false));

        assertThat(shares().fit(720)).isTrue();
        assertThat(shares().fit(719)).isFalse();
    }

    @Test
    void what_can_be_done_in_a_row_is_not_cut() {
        shares().apply();

        assertThat(grid.getColumns())
                .extracting(Column::getWidth)
                .containsExactly(
                        "min(300px, (100% - 100px) * 300 / 900)", "min(600px, (100% - 100px) * 600 / 900)", "100px");
    }

    @Test
    void rows_that_can_be_marked_leave_room_for_their_marks() {
        grid.setSelectionMode(Grid.SelectionMode.MULTI);

        assertThat(shares().fit(779)).isFalse();
        assertThat(shares().fit(780)).isTrue();
    }

    @Test
    void shared_again_they_ask_for_what_they_asked_for_at_first() {
        shares().apply();
        shares().apply();

        assertThat(grid.getColumns().getFirst().getWidth()).isEqualTo("min(300px, (100% - 100px) * 300 / 900)");
    }

    @Test
    void the_navigation_takes_its_part_of_a_window_that_has_room_for_it() {
        assertThat(PageWidth.ofWindow(1_024)).isEqualTo(808);
        assertThat(PageWidth.ofWindow(800)).isEqualTo(800);
    }

    private ColumnShares shares() {
        return ColumnShares.shown(grid);
    }
}

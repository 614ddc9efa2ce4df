package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.data.provider.DataChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagedGridViewTest extends BrowserlessTest {

    private final Names names = new Names();
    private final List<DataChangeEvent<Name>> drawn = new ArrayList<>();
    private PagedGrid<Name, String> grid;

    @BeforeEach
    void open() {
        grid = new PagedGrid<>("names", "Names");
        grid.grid().addColumn(Name::text);
        UI.getCurrent().add(grid);
    }

    @Test
    void of_a_thousand_rows_only_the_first_page_is_read() {
        show(1_000);

        roundTrip();

        assertThat(names.read).isLessThanOrEqualTo(50);
        assertThat(names.asked).isLessThanOrEqualTo(2);
    }

    @Test
    void rows_far_down_are_read_from_the_nearest_that_is_known() {
        show(1_000);
        rows(0, 50);
        names.forget();

        var far = rows(300, 50);

        assertThat(far).extracting(Name::key).first().isEqualTo("name 0300");
        assertThat(names.asked).isOne();
        assertThat(names.after).isEqualTo("name 0049");
    }

    @Test
    void a_list_that_is_as_it_was_draws_nothing_when_it_is_read_again() {
        show(3);

        grid.refresh();

        assertThat(drawn).isEmpty();
    }

    @Test
    void a_row_that_has_changed_is_drawn_as_it_is_now() {
        show(3);
        names.rows.put("name 0001", "changed");

        grid.refresh();
        roundTrip();

        assertThat(drawn).isNotEmpty();
        assertThat(rows(0, 50)).extracting(Name::text).containsExactly("row", "changed", "row");
    }

    @Test
    void the_first_row_of_an_empty_list_appears() {
        show(0);
        names.rows.put("name 0000", "row");

        grid.refresh();
        roundTrip();

        assertThat(drawn).isNotEmpty();
        assertThat(rows(0, 50)).hasSize(1);
    }

    @Test
    void a_row_that_is_gone_does_not_stay() {
        show(3);
        names.rows.remove("name 0002");

        grid.refresh();

        assertThat(rows(0, 50)).hasSize(2);
    }

    private void show(int count) {
        IntStream.range(0, count).forEach(it -> names.rows.put("name %04d".formatted(it), "row"));
        grid.show(names, new EmptyState(Glyph.EMPTY, "Nothing", "Nothing"));
        roundTrip();
        grid.grid().getDataProvider().addDataProviderListener(drawn::add);
    }

    private List<Name> rows(int offset, int limit) {
        return grid.grid()
                .getDataCommunicator()
                .getDataProvider()
                .fetch(new com.vaadin.flow.data.provider.Query<>(offset, limit, List.of(), null, null))
                .toList();
    }

    private record Name(String key, String text) {}

    private static final class Names implements PagedRows<Name, String> {

        private final TreeMap<String, String> rows = new TreeMap<>();
        private int asked;
        private int read;
        private @Nullable String after;

        @Override
        public List<Name> page(@Nullable String behind, int limit) {
            asked++;
            after = behind;
            var page = (behind == null ? rows : rows.tailMap(behind, false))
                    .entrySet().stream()
                            .limit(limit)
                            .map(it -> new Name(it.getKey(), it.getValue()))
                            .toList();
            read += page.size();
            return page;
        }

        @Override
        public String key(Name row) {
            return row.key();
        }

        @Override
        public Object id(Name row) {
            return row.key();
        }

        private void forget() {
            asked = 0;
            read = 0;
        }
    }
}

package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.shared.Cursor;
import io.runtruth.ui.kit.KeyList.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyWindowTest {

    @Test
    void it_shows_the_newest_first() {
        var window = new KeyWindow<>(KeyList.of(1, 2, 3), 100);

        assertThat(numbers(window.fetch(0, 10))).containsExactly(3, 2, 1);
    }

    @Test
    void a_row_that_comes_in_above_shifts_nothing() {
        var list = KeyList.upTo(10);
        var window = new KeyWindow<>(list, 100);

        list.put(11, "new");

        assertThat(window.size()).isEqualTo(10);
        assertThat(numbers(window.fetch(0, 3))).containsExactly(10, 9, 8);
        assertThat(numbers(window.fetch(3, 3))).containsExactly(7, 6, 5);
    }

    @Test
    void a_row_that_goes_after_it_was_read_shifts_nothing_below() {
        var list = KeyList.upTo(10);
        var window = new KeyWindow<>(list, 100);
        window.fetch(0, 3);

        list.remove(9);

        assertThat(numbers(window.fetch(3, 3))).containsExactly(7, 6, 5);
    }

    @Test
    void what_was_read_is_read_again_as_it_is_now() {
        var list = KeyList.upTo(3);
        var window = new KeyWindow<>(list, 100);
        window.fetch(0, 3);

        list.put(2, "changed");

        assertThat(window.fetch(0, 3)).contains(new Row(2, "changed"));
        assertThat(list.readsById).isEqualTo(1);
    }

    @Test
    void a_page_further_down_is_read_from_the_nearest_key_above() {
        var list = KeyList.upTo(1_000);
        var window = new KeyWindow<>(list, 1_000);
        window.fetch(0, 50);

        assertThat(numbers(window.fetch(70, 2))).containsExactly(930, 929);
        assertThat(list.pages.getLast().skip()).isEqualTo(20);
    }

    @Test
    void a_jump_to_the_end_of_an_unread_list_finds_its_rows() {
        var window = new KeyWindow<>(KeyList.upTo(500), 500);

        assertThat(numbers(window.fetch(498, 50))).containsExactly(2, 1);
    }

    @Test
    void it_holds_no_more_rows_than_it_may_and_says_so() {
        var window = new KeyWindow<>(KeyList.upTo(30), 20);

        assertThat(window.size()).isEqualTo(20);
        assertThat(window.isCut()).isTrue();
        assertThat(window.fetch(0, 50)).hasSize(20);
    }

    @Test
    void nothing_is_counted_beyond_a_thousand() {
        var list = KeyList.upTo(1_200);

        var window = new KeyWindow<>(list, 50_000);

        assertThat(window.size()).isEqualTo(1_000);
        assertThat(window.isCut()).isTrue();
        assertThat(list.countedTo).isEqualTo(1_001);
    }

    @Test
    void a_list_goes_on_behind_what_was_counted_from_key_to_key() {
        var list = KeyList.upTo(1_200);
        var window = new KeyWindow<>(list, 50_000);
        window.fetch(950, 50);

        assertThat(numbers(window.fetch(1_000, 50))).hasSize(50).first().isEqualTo(200);
        assertThat(list.pages.getLast().skip()).isZero();
        assertThat(window.fetch(1_150, 100)).as("its end").hasSize(50);
    }

    @Test
    void a_list_cannot_be_jumped_through_beyond_what_was_counted() {
        var list = KeyList.upTo(3_000);
        var window = new KeyWindow<>(list, 50_000);

        assertThat(window.fetch(2_500, 50)).isEmpty();
        assertThat(list.pages).isEmpty();
    }

    @Test
    void news_are_found_by_keys_alone() {
        var list = KeyList.upTo(300);
        var window = new KeyWindow<>(list, 1_000);
        window.fetch(0, 50);
        list.put(301, "new");
        list.pages.clear();

        assertThat(window.news()).isEqualTo(1);

        assertThat(list.pages).as("rows that were read").isEmpty();
    }

    @Test
    void a_list_of_just_the_size_is_not_cut() {
        var window = new KeyWindow<>(KeyList.upTo(20), 20);

        assertThat(window.size()).isEqualTo(20);
        assertThat(window.isCut()).isFalse();
    }

    @Test
    void rows_that_came_in_above_are_news() {
        var list = KeyList.upTo(300);
        var window = new KeyWindow<>(list, 1_000);
        window.fetch(0, 50);

        list.put(301, "new");
        list.put(302, "new");

        assertThat(window.news()).isEqualTo(2);
    }

    @Test
    void a_row_that_appears_between_read_ones_is_news() {
        var list =
                KeyList.of(IntStream.rangeClosed(1, 300).filter(it -> it != 290).toArray());
        var window = new KeyWindow<>(list, 1_000);
        window.fetch(0, 50);

        list.put(290, "passes the filter now");

        assertThat(window.news()).isEqualTo(1);
    }

    @Test
    void rows_further_down_that_nobody_has_read_are_no_news() {
        var window = new KeyWindow<>(KeyList.upTo(300), 1_000);
        window.fetch(0, 50);

        assertThat(window.news()).isZero();
    }

    @Test
    void before_anything_was_read_only_what_is_newer_is_news() {
        var list = KeyList.upTo(3);
        var window = new KeyWindow<>(list, 1_000);

        list.put(4, "new");

        assertThat(window.news()).isEqualTo(1);
    }

    @Test
    void a_row_that_appears_below_a_list_that_was_read_whole_is_news() {
        var list = KeyList.of(5, 6, 7);
        var window = new KeyWindow<>(list, 1_000);
        window.fetch(0, 50);

        list.put(1, "passes the filter now");

        assertThat(window.news()).isEqualTo(1);
    }

    @Test
    void an_empty_list_asks_for_no_count_and_is_empty() {
        var window = new KeyWindow<>(KeyList.of(), 100);

        assertThat(window.size()).isZero();
        assertThat(window.fetch(0, 50)).isEmpty();
    }

    /// Java orders UUIDs as signed numbers, PostgreSQL as bytes.
    @Test
    void ids_of_one_instant_are_ordered_as_the_database_does() {
        var low = new Cursor(Instant.EPOCH, UUID.fromString("00000000-0000-0000-0000-000000000001"));
        var high = new Cursor(Instant.EPOCH, UUID.fromString("ffffffff-0000-0000-0000-000000000000"));

        assertThat(KeyWindow.NEWEST_FIRST.compare(high, low)).isNegative();
    }

    private static List<Integer> numbers(List<Row> rows) {
        return rows.stream().map(Row::number).toList();
    }
}

package io.runtruth.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.operations.OperationsQuery.Tab;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OperationsQueryTest {

    @Test
    void what_is_chosen_is_read_back_from_the_url_that_it_makes() {
        var chosen = new OperationsQuery(
                Tab.ATTENTION,
                RunStatus.COMPLETED,
                RunOutcome.FAILED,
                OperationType.REVIEW_COMPOSE,
                "contoso",
                List.of());

        assertThat(OperationsQuery.parse(asUrl(chosen))).isEqualTo(chosen);
    }

    @Test
    void a_url_without_filters_shows_all() {
        var all = OperationsQuery.parse(Map.of());

        assertThat(all.filter(null).isOpen()).isTrue();
        assertThat(all.parameters()).isEmpty();
    }

    @Test
    void a_value_that_there_is_not_is_named() {
        var query = OperationsQuery.parse(Map.of("status", List.of("stuck")));

        assertThat(query.unknown())
                .containsExactly(
                        Phrase.of("operations.filter.unknown_value", Phrase.of("operations.filter.status"), "stuck"));
    }

    @Test
    void a_filter_that_there_is_not_is_named() {
        var query = OperationsQuery.parse(Map.of("colour", List.of("red")));

        assertThat(query.unknown()).containsExactly(Phrase.of("operations.filter.unknown_name", "colour"));
    }

    @Test
    void two_values_of_one_filter_are_not_guessed_between() {
        var query = OperationsQuery.parse(Map.of("outcome", List.of("failed", "blocked")));

        assertThat(query.unknown()).hasSize(1);
        assertThat(query.outcome()).isNull();
    }

    @Test
    void what_the_sign_in_leaves_in_the_url_is_no_filter() {
        assertThat(OperationsQuery.parse(Map.of("continue", List.of(""))).unknown())
                .isEmpty();
    }

    @Test
    void a_long_value_is_shown_shortened() {
        var query = OperationsQuery.parse(Map.of("type", List.of("x".repeat(10_000))));

        assertThat(query.unknown().getFirst().arguments().getLast().toString()).hasSizeLessThan(100);
    }

    private static Map<String, List<String>> asUrl(OperationsQuery query) {
        return query.parameters().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> List.of(it.getValue())));
    }
}

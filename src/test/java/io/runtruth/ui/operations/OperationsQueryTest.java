package io.runtruth.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.operations.KnownDecision;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.StartedBy;
import io.runtruth.texts.Phrase;
import io.runtruth.ui.operations.OperationsQuery.Tab;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsQueryTest {

    private static final Actor.Person ADA = new Actor.Person(new UUID(3, 4), "Ada", false);

    @Test
    void what_is_chosen_is_read_back_from_the_url_that_it_makes() {
        var chosen = new OperationsQuery(
                Tab.ATTENTION,
                RunStatus.COMPLETED,
                RunOutcome.FAILED,
                OperationType.REVIEW_COMPOSE,
                "contoso",
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 11, 30),
                "me",
                Freshness.State.DONE,
                KnownDecision.ATTENTION_REQUIRED,
                new UUID(1, 2),
                List.of());

        assertThat(OperationsQuery.parse(asUrl(chosen))).isEqualTo(chosen);
    }

    @Test
    void a_url_without_filters_shows_all() {
        var all = OperationsQuery.parse(Map.of());

        assertThat(all.filter(ADA, null, ZoneOffset.UTC).isOpen()).isTrue();
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
    void days_are_those_of_the_readers_zone_the_last_one_whole() {
        var query = OperationsQuery.parse(Map.of("from", List.of("2026-11-01"), "to", List.of("2026-11-01")));

        assertThat(query.filter(ADA, null, ZoneId.of("Asia/Tokyo")).started())
                .isEqualTo(new RunFilter.Period(
                        Instant.parse("2026-10-31T15:00:00Z"), Instant.parse("2026-11-01T15:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-30", "+999999999-12-31", "-0005-01-01"})
    void a_day_that_there_is_not_is_named(String day) {
        var query = OperationsQuery.parse(Map.of("to", List.of(day)));

        assertThat(query.unknown())
                .containsExactly(Phrase.of("operations.filter.unknown_value", Phrase.of("operations.filter.to"), day));
    }

    @Test
    void who_started_them_is_the_reader_the_system_or_an_account() {
        assertThat(startedBy("me")).isEqualTo(new StartedBy(ADA.account()));
        assertThat(startedBy("system")).isEqualTo(StartedBy.SYSTEM);
        assertThat(startedBy(new UUID(5, 6).toString())).isEqualTo(new StartedBy(new UUID(5, 6)));
    }

    private static StartedBy startedBy(String word) {
        return OperationsQuery.parse(Map.of("initiator", List.of(word)))
                .filter(ADA, null, ZoneOffset.UTC)
                .initiator();
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

package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.live.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedReadingTest {

    private static final UUID HERE = new UUID(0, 1);
    private static final UUID ELSEWHERE = new UUID(0, 2);

    private static final String OF_HERE = "of here";

    private final AtomicInteger reads = new AtomicInteger();
    private final List<Duration> waits = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private long nanos;

    private final SharedReading<String, Integer> reading = new SharedReading<>(
            this::workspaceOf,
            _ -> reads.incrementAndGet(),
            (wait, work) -> {
                waits.add(wait);
                due.add(work);
            },
            () -> nanos);

    @Test
    void many_pages_that_are_told_of_one_change_cost_one_reading() {
        var pages = new ArrayList<Integer>();
        IntStream.range(0, 200)
                .forEach(_ -> reading.listen(change -> isHere(change), () -> pages.add(reading.get("person"))));
        reading.get("person");

        reading.heard(List.of(change(HERE)));
        passTime();

        assertThat(pages).hasSize(200).containsOnly(2);
        assertThat(reads).hasValue(2);
    }

    @Test
    void another_person_is_read_by_themselves() {
        assertThat(reading.get("one")).isEqualTo(1);
        assertThat(reading.get("another")).isEqualTo(2);
        assertThat(reading.get("one")).isEqualTo(1);
    }

    @Test
    void nobody_who_is_told_reads_what_was_before_the_change() {
        var before = reading.get("person");
        var seen = new ArrayList<Integer>();
        reading.listen(_ -> true, () -> seen.add(reading.get("person")));

        reading.heard(List.of(change(HERE)));
        passTime();

        assertThat(seen).isNotEmpty().doesNotContain(before);
    }

    @Test
    void what_ages_is_read_again_after_a_second() {
        reading.get("person");

        nanos += Duration.ofMillis(999).toNanos();
        assertThat(reading.get("person")).isEqualTo(1);
        nanos += Duration.ofMillis(1).toNanos();

        assertThat(reading.get("person")).isEqualTo(2);
    }

    @Test
    void a_page_is_told_only_of_what_passes_its_filter() {
        var told = new AtomicInteger();
        reading.listen(SharedReadingTest::isHere, told::incrementAndGet);

        reading.heard(List.of(change(ELSEWHERE)));
        passTime();

        assertThat(told).hasValue(0);
    }

    @Test
    void a_burst_is_told_at_once_and_then_twice_a_second_at_most() {
        var told = new AtomicInteger();
        reading.listen(_ -> true, told::incrementAndGet);

        reading.heard(List.of(change(HERE)));
        passTime();
        IntStream.range(0, 1_000).forEach(_ -> reading.heard(List.of(change(HERE))));
        passTime();

        assertThat(told).hasValue(2);
        assertThat(waits).containsExactly(Duration.ZERO, SharedReading.SHORTEST);
    }

    @Test
    void what_goes_on_elsewhere_keeps_nobody_waiting_and_makes_nothing_old() {
        var mine = new AtomicInteger();
        reading.listen(SharedReadingTest::isHere, mine::incrementAndGet);
        var before = reading.get(OF_HERE);

        reading.heard(List.of(change(ELSEWHERE)));
        passTime();
        assertThat(reading.get(OF_HERE)).isEqualTo(before);
        reading.heard(List.of(change(ELSEWHERE), change(HERE)));

        assertThat(waits).containsExactlyInAnyOrder(Duration.ZERO, SharedReading.SHORTEST, Duration.ZERO);
        passTime();
        assertThat(mine).hasValue(1);
        assertThat(reading.get(OF_HERE)).isNotEqualTo(before);
    }

    @Test
    void what_is_of_several_workspaces_is_made_old_by_each_of_them() {
        var before = reading.get("person");

        reading.heard(List.of(change(ELSEWHERE)));
        passTime();

        assertThat(reading.get("person")).isNotEqualTo(before);
    }

    @Test
    void who_has_gone_is_told_nothing() {
        var told = new AtomicInteger();
        var end = reading.listen(_ -> true, told::incrementAndGet);

        end.run();
        reading.heard(List.of(change(HERE)));
        passTime();

        assertThat(told).hasValue(0);
    }

    @Test
    void what_somebody_has_changed_themselves_is_read_again() {
        reading.get("person");

        reading.giveUp("person");

        assertThat(reading.get("person")).isEqualTo(2);
    }

    @Test
    void who_asks_while_somebody_reads_has_the_same() throws Exception {
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = askers.invokeAll(IntStream.range(0, 50)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(_ -> () -> reading.get("person"))
                    .toList());

            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        }
    }

    private void passTime() {
        var now = List.copyOf(due);
        due.clear();
        now.forEach(Runnable::run);
    }

    private @Nullable UUID workspaceOf(String key) {
        return key.equals(OF_HERE) ? HERE : null;
    }

    private static boolean isHere(Change change) {
        return change.workspaceId().equals(HERE);
    }

    private static Change change(UUID workspace) {
        return new Change(Change.Kind.RUN, workspace, null, UUID.randomUUID(), true);
    }
}

package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.evidence.ImportBudget.ImportPlace;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ImportBudgetTest {

    private static final int AT_ONCE = 4;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T08:00:00Z"));
    private final ImportBudget budget = new ImportBudget(clock, Duration.ZERO);
    private final Scope scope = new Scope(UUID.randomUUID(), UUID.randomUUID());
    private final Actor.Person ann = person();

    @Test
    void a_person_works_on_four_at_once_and_on_another_when_one_has_ended() {
        var first = enter(ann, AT_ONCE).getFirst();
        refused(ann, "import.at_once");

        first.close();

        enter(ann, 1);
    }

    @Test
    void who_comes_while_all_places_are_taken_waits_for_one() throws Exception {
        var patient = new ImportBudget(clock, Duration.ofMinutes(1));
        var places = new ArrayList<ImportPlace>();
        for (int i = 0; i < AT_ONCE; i++) {
            places.add(patient.enter(ann, scope));
        }

        var entered = new AtomicReference<ImportPlace>();
        var other = Thread.ofPlatform().start(() -> entered.set(patient.enter(ann, scope)));
        Awaitility.await().until(() -> other.getState() == Thread.State.TIMED_WAITING);
        assertThat(entered).hasNullValue();
        places.getFirst().close();
        other.join(Duration.ofSeconds(20));

        assertThat(entered).doesNotHaveNullValue();
    }

    @Test
    void a_workspace_works_on_eight_at_once_whoever_sends_them() {
        enter(ann, AT_ONCE);
        enter(person(), AT_ONCE);

        refused(person(), "import.at_once");
        assertThat(budget.enter(person(), otherWorkspace())).isNotNull();
    }

    @Test
    void the_bytes_under_way_are_counted_until_they_are_done() {
        var first = budget.enter(ann, scope);
        first.arrived(512 << 20);
        var second = budget.enter(ann, scope);
        assertThatThrownBy(() -> second.arrived(1)).hasMessage("import.bytes");

        first.close();

        second.arrived(1);
    }

    @Test
    void who_has_used_the_time_waits_until_half_of_it_has_gone_by_for_others() {
        work(ann, Duration.ofMinutes(11));

        assertThatThrownBy(() -> budget.enter(ann, scope)).isInstanceOfSatisfying(Problem.TooMuch.class, it -> {
            assertThat(it.code()).isEqualTo("import.spent");
            assertThat(it.retryAfterSeconds()).isEqualTo(120);
        });
        clock.advance(Duration.ofSeconds(120));
        enter(ann, 1);
    }

    @Test
    void waiting_for_a_slow_sender_costs_no_time() {
        var place = budget.enter(ann, scope);
        read(place, () -> clock.advance(Duration.ofHours(1)));
        place.close();

        enter(ann, 1);
    }

    @Test
    void what_is_done_with_what_a_sender_sends_costs_time() {
        var place = budget.enter(ann, scope);
        read(place, () -> {});
        clock.advance(Duration.ofMinutes(11));
        read(place, () -> {});
        place.close();

        refused(ann, "import.spent");
    }

    private static void read(ImportPlace place, Runnable meanwhile) {
        try (var content = place.paced(new InputStream() {
            @Override
            public int read() {
                meanwhile.run();
                return -1;
            }
        })) {
            assertThat(content.read(new byte[8])).isNegative();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void many_small_files_use_time_too() {
        for (int i = 0; i <= 6_000; i++) {
            work(ann, Duration.ZERO);
        }

        refused(ann, "import.spent");
    }

    @Test
    void what_the_console_imports_of_itself_is_not_counted() {
        var system = new Actor.System("demo");
        for (int i = 0; i < 100; i++) {
            budget.enter(system, scope).arrived(256 << 20);
        }

        enter(ann, AT_ONCE);
    }

    @Test
    void who_has_recovered_is_forgotten_and_the_number_of_others_is_bounded() {
        work(person(), Duration.ofSeconds(1));
        clock.advance(Duration.ofMinutes(1));
        work(ann, Duration.ofSeconds(1));
        assertThat(budget.size()).as("a person, and the workspace of both").isEqualTo(2);

        for (int i = 0; i < ImportBudget.MOST_SHARES + 100; i++) {
            work(person(), Duration.ofMillis(1));
        }

        assertThat(budget.size()).isLessThanOrEqualTo(ImportBudget.MOST_SHARES + 2);
    }

    private List<ImportPlace> enter(Actor actor, int times) {
        var places = new ArrayList<ImportPlace>();
        for (int i = 0; i < times; i++) {
            places.add(budget.enter(actor, scope));
        }
        return places;
    }

    private void work(Actor actor, Duration time) {
        try (var _ = budget.enter(actor, otherWorkspace(actor))) {
            clock.advance(time);
        }
    }

    /// One of each person, so that only the person's share is used up.
    private Scope otherWorkspace(Actor actor) {
        return actor.equals(ann) ? scope : otherWorkspace();
    }

    private static Scope otherWorkspace() {
        return new Scope(UUID.randomUUID(), UUID.randomUUID());
    }

    private void refused(Actor actor, String code) {
        assertThatThrownBy(() -> budget.enter(actor, scope))
                .isInstanceOf(Problem.TooMuch.class)
                .hasMessage(code);
    }

    private static Actor.Person person() {
        return new Actor.Person(UUID.randomUUID(), "Person", false);
    }
}

package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final int MANY = 1_000;

    private final List<String> done = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private int pushes;
    private long nanos;

    private final Pulse pulse = new Pulse(
            work -> {
                pushes++;
                work.run();
            },
            (wait, work) -> {
                waits.add(wait);
                due.add(work);
            },
            () -> nanos);

    @Test
    void the_first_change_after_a_quiet_time_does_not_wait() {
        pulse.request(() -> done.add("change"));

        runDue();

        assertThat(waits).containsExactly(Duration.ZERO);
        assertThat(done).containsExactly("change");
    }

    @Test
    void the_next_change_waits_until_half_a_second_has_passed() {
        pulse.request(() -> done.add("first"));
        runDue();
        nanos += Duration.ofMillis(200).toNanos();

        pulse.request(() -> done.add("second"));

        runDue();

        assertThat(waits.getLast()).isEqualTo(Duration.ofMillis(300));
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void a_burst_reaches_the_page_at_once() {
        Runnable work = () -> done.add("read again");

        for (int i = 0; i < MANY; i++) {
            pulse.request(work);
        }
        runDue();

        assertThat(pushes).isEqualTo(1);
        assertThat(done).containsExactly("read again");
    }

    @Test
    void several_parts_of_a_page_share_one_push() {
        pulse.request(() -> done.add("list"));
        pulse.request(() -> done.add("bell"));
        runDue();

        assertThat(pushes).isEqualTo(1);
        assertThat(done).containsExactly("list", "bell");
    }

    @Test
    void what_is_asked_for_while_the_page_is_changed_is_not_lost() {
        pulse.request(() -> pulse.request(() -> done.add("later")));

        runDue();
        runDue();

        assertThat(done).containsExactly("later");
    }

    @Test
    void a_page_that_could_be_read_shows_that_it_is_live() {
        pulse.onTick(() -> done.add("read"));
        pulse.onBeat(() -> done.add("beat"));

        pulse.tick();
        runDue();

        assertThat(done).containsExactly("read", "beat");
    }

    @Test
    void a_page_that_could_not_be_read_does_not_show_that_it_is_live() {
        pulse.onTick(() -> {
            throw new IllegalStateException("away");
        });
        pulse.onBeat(() -> done.add("beat"));

        pulse.tick();

        assertThatThrownBy(this::runDue).isInstanceOf(IllegalStateException.class);
        assertThat(done).isEmpty();
    }

    @Test
    void what_has_ended_ticks_no_more() {
        var end = pulse.onTick(() -> done.add("read"));

        end.run();
        pulse.tick();
        runDue();

        assertThat(done).isEmpty();
    }

    private void runDue() {
        var now = List.copyOf(due);
        due.clear();
        now.forEach(Runnable::run);
    }
}

package io.runtruth.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final int MANY = 1_000;
    private static final Duration REREAD = Duration.ofSeconds(5);
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    private final List<String> done = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private boolean lookedAt = true;
    private boolean reached = true;
    private int pushes;
    private long nanos;

    private final Pulse pulse = new Pulse(
            new Pulse.Page() {
                @Override
                public void run(Runnable work) {
                    pushes++;
                    work.run();
                }

                @Override
                public boolean isLookedAt() {
                    return lookedAt;
                }

                @Override
                public boolean isReached() {
                    return reached;
                }
            },
            (wait, work) -> {
                waits.add(wait);
                due.add(work);
            },
            () -> nanos,
            Clock.fixed(NOW, ZoneOffset.UTC),
            REREAD);

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
    void a_page_whose_browser_is_away_writes_nothing_and_catches_up_with_its_next_beat() {
        pulse.onTick(() -> done.add("all of it"));
        pulse.onBeat(_ -> done.add("live"));
        Runnable change = () -> done.add("change");
        reached = false;
        for (int i = 0; i < MANY; i++) {
            pulse.request(change);
            runDue();
            nanos += REREAD.toNanos();
            pulse.beat(Optional.empty());
        }
        assertThat(done).isEmpty();
        assertThat(pulse.waiting()).isEqualTo(1);

        reached = true;
        pulse.beat(Optional.empty());

        assertThat(pulse.waiting()).isZero();
        assertThat(done).containsExactly("change", "all of it", "live");
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
    void what_waits_grows_by_the_parts_of_a_page_and_not_by_the_changes() {
        Runnable list = () -> done.add("list");
        Runnable bell = () -> done.add("bell");

        for (int i = 0; i < MANY; i++) {
            pulse.request(list);
            pulse.request(bell);
        }

        assertThat(pulse.waiting()).isEqualTo(2);
    }

    @Test
    void a_page_s_own_beats_and_readings_keep_no_change_waiting() {
        pulse.onTick(() -> done.add("read"));
        pass(Duration.ofSeconds(5));
        pulse.beat(Optional.empty());
        pass(Duration.ofMillis(1));

        pulse.request(() -> done.add("change"));

        assertThat(waits).containsExactly(Duration.ZERO);
    }

    @Test
    void a_page_beats_each_time_and_is_read_again_only_when_that_is_due() {
        pulse.onTick(() -> done.add("read"));
        pulse.onBeat(since -> done.add("beat"));

        for (var second = 1; second <= 6; second++) {
            pass(Duration.ofSeconds(1));
            pulse.beat(Optional.empty());
        }

        assertThat(done).containsExactly("beat", "beat", "beat", "beat", "read", "beat", "beat");
    }

    @Test
    void a_page_that_is_held_meanwhile_beats_once_when_it_is_free() {
        var held = new ArrayList<Runnable>();
        var page = new Pulse.Page() {
            @Override
            public void run(Runnable work) {
                held.add(work);
            }

            @Override
            public boolean isLookedAt() {
                return true;
            }

            @Override
            public boolean isReached() {
                return true;
            }
        };
        var busy = new Pulse(page, (_, _) -> {}, () -> nanos, Clock.fixed(NOW, ZoneOffset.UTC), REREAD);
        busy.onTick(() -> done.add("read"));
        busy.onBeat(_ -> done.add("beat"));

        for (var second = 1; second <= 20; second++) {
            pass(Duration.ofSeconds(1));
            busy.beat(Optional.empty());
        }
        held.forEach(Runnable::run);

        assertThat(done).containsExactly("read", "beat");
    }

    @Test
    void a_page_that_nobody_looks_at_rests_and_is_read_again_when_somebody_does() {
        pulse.onTick(() -> done.add("read"));
        pulse.onBeat(_ -> done.add("beat"));
        lookedAt = false;
        pass(REREAD);
        pulse.beat(Optional.empty());
        assertThat(done).isEmpty();

        lookedAt = true;
        pulse.beat(Optional.empty());

        assertThat(done).containsExactly("read", "beat");
    }

    @Test
    void a_page_that_could_not_be_read_is_not_live_until_it_was() {
        var away = new AtomicBoolean(true);
        pulse.onTick(() -> {
            if (away.get()) {
                throw new IllegalStateException("away");
            }
        });
        pulse.onBeat(since -> done.add(since.map(Instant::toString).orElse("live")));

        pass(REREAD);
        assertThatThrownBy(() -> pulse.beat(Optional.empty())).isInstanceOf(IllegalStateException.class);
        pulse.beat(Optional.empty());
        away.set(false);
        pass(REREAD);
        pulse.beat(Optional.empty());

        assertThat(done).containsExactly(NOW.toString(), NOW.toString(), "live");
    }

    @Test
    void what_could_not_be_handed_over_makes_the_page_one_that_is_not_live() {
        pulse.onBeat(since -> done.add(since.isEmpty() ? "live" : "not live"));

        pulse.request(() -> {
            throw new IllegalStateException("away");
        });
        assertThatThrownBy(this::runDue).isInstanceOf(IllegalStateException.class);
        pulse.beat(Optional.empty());

        assertThat(done).containsExactly("not live");
    }

    @Test
    void a_page_is_not_live_while_its_feed_stands_still_and_reads_again_as_soon_as_it_hears() {
        var since = NOW.minusSeconds(3);
        pulse.onTick(() -> done.add("read"));
        pulse.onBeat(stale -> done.add(stale.map(Instant::toString).orElse("live")));

        pulse.beat(Optional.of(since));
        pulse.beat(Optional.empty());

        assertThat(done).containsExactly(since.toString(), "read", "live");
    }

    @Test
    void a_page_reads_again_although_its_feed_does_not_come_back() {
        pulse.onTick(() -> done.add("read"));
        pulse.onBeat(stale -> done.add(stale.isEmpty() ? "live" : "not live"));
        pass(REREAD);

        pulse.beat(Optional.of(NOW.minusSeconds(60)));

        assertThat(done).containsExactly("read", "not live");
    }

    @Test
    void a_part_that_cannot_be_read_keeps_no_other_from_it() {
        pulse.onTick(() -> {
            throw new IllegalStateException("unread");
        });
        pulse.onTick(() -> done.add("other"));
        pulse.onTick(() -> {
            throw new IllegalStateException("unread, too");
        });

        assertThatThrownBy(pulse::tick)
                .hasMessage("unread")
                .satisfies(it -> assertThat(it.getSuppressed()).hasSize(1));

        assertThat(done).containsExactly("other");
    }

    @Test
    void what_has_ended_ticks_no_more() {
        var end = pulse.onTick(() -> done.add("read"));

        end.run();
        pulse.tick();

        assertThat(done).isEmpty();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void runDue() {
        var now = List.copyOf(due);
        due.clear();
        now.forEach(Runnable::run);
    }
}

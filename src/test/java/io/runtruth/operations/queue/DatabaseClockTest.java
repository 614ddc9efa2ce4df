package io.runtruth.operations.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// One clock decides (contract 4).
class DatabaseClockTest {

    private static final Instant OWN = Instant.parse("2026-11-23T09:05:00Z");
    private static final Instant DATABASE = Instant.parse("2026-11-23T09:00:00Z");

    private final SettableClock own = new SettableClock(OWN);
    private final AtomicLong nanos = new AtomicLong(77);
    private final DatabaseClock clock = new DatabaseClock(own, nanos::get);

    @Test
    void is_the_databases_time_however_far_the_own_clock_is_off() {
        var ahead = clock.compare(() -> DATABASE);

        assertThat(clock.now()).isEqualTo(DATABASE);
        assertThat(ahead).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void goes_on_evenly_when_the_own_clock_is_set() {
        clock.compare(() -> DATABASE);

        passes(Duration.ofSeconds(3));
        own.advance(Duration.ofHours(-2));

        assertThat(clock.now()).isEqualTo(DATABASE.plusSeconds(3));
    }

    @Test
    void takes_an_answer_for_the_time_in_the_middle_of_the_question() {
        clock.compare(() -> answering(DATABASE, Duration.ofMillis(400)));

        assertThat(clock.now()).isEqualTo(DATABASE.plusMillis(200));
    }

    @Test
    void does_not_believe_an_answer_that_took_long_where_it_knows_better() {
        clock.compare(() -> DATABASE);

        clock.compare(() -> answering(DATABASE, Duration.ofSeconds(20)));

        assertThat(clock.now()).isEqualTo(DATABASE.plusSeconds(20));
    }

    @Test
    void is_the_own_clock_until_the_database_has_said_something() {
        assertThat(clock.now()).isEqualTo(OWN);
    }

    private Instant answering(Instant said, Duration took) {
        passes(took);
        return said;
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}

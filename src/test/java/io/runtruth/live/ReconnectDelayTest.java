package io.runtruth.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconnectDelayTest {

    private static final SQLException REFUSED = new SQLException("password authentication failed", "28P01");
    private static final SQLException LOST = new SQLException("connection lost", "08006");

    private final ReconnectDelay delay = new ReconnectDelay();

    @Test
    void a_refused_log_in_is_tried_again_after_a_growing_delay() {
        var tried = Stream.generate(() -> delay.after(REFUSED)).limit(9).toList();

        assertThat(tried).isSorted().startsWith(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(tried).endsWith(ReconnectDelay.LONGEST, ReconnectDelay.LONGEST);
    }

    @Test
    void a_lost_connection_is_tried_again_as_soon_each_time() {
        assertThat(Stream.generate(() -> delay.after(LOST)).limit(9)).containsOnly(ReconnectDelay.SHORTEST);
    }

    @Test
    void after_a_log_in_that_was_taken_it_begins_as_short_again() {
        delay.after(REFUSED);
        delay.after(REFUSED);

        delay.connected();

        assertThat(delay.after(REFUSED)).isEqualTo(ReconnectDelay.SHORTEST);
    }
}

package io.runtruth.evidence;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImportDeadlineTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-01T08:00:00Z"));
    private final ImportDeadline deadline = new ImportDeadline(clock);

    @Test
    void an_import_within_its_time_goes_on() {
        clock.advance(ImportDeadline.WITHIN);

        assertThatCode(deadline::require).doesNotThrowAnyException();
    }

    @Test
    void an_import_that_takes_longer_is_ended() {
        clock.advance(ImportDeadline.WITHIN.plus(Duration.ofSeconds(1)));

        assertThatThrownBy(deadline::require).hasMessage("evidence.took_too_long");
    }
}

package io.runtruth.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.faults.FaultyRuns.Ended;
import io.runtruth.faults.FaultyRuns.Started;
import io.runtruth.shared.Scope;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final Started RUN = new Started(UUID.randomUUID(), new Scope(UUID.randomUUID(), UUID.randomUUID()));

    @Test
    void counts_runs_and_wrong_endings_and_tells_the_times_to_the_right_status() {
        var summary = new Summary();
        summary.add(
                "killed",
                IntStream.rangeClosed(1, 99).mapToObj(SummaryTest::right).toList());
        summary.add(
                "killed", List.of(new Ended(RUN, 1, Duration.ofSeconds(180), null, List.of("it is running pending"))));

        assertThat(summary.text().lines().toList().getLast().split("\\s+"))
                .containsExactly("killed", "100", "1", "50.0", "s", "99.0", "s", "5.0", "s", "9.9", "s");
    }

    private static Ended right(int seconds) {
        return new Ended(RUN, 1, Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 100L), List.of());
    }
}

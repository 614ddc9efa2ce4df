package io.runtruth.evidence;

import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Until when a file that has arrived is recognised, read and staged. It is looked at before each portion that is
/// read of the file, in every pass through it, with each check, and with each portion that is stored.
final class ImportDeadline {

    static final Duration WITHIN = Duration.ofMinutes(15);

    private final Clock clock;
    private final Instant at;

    ImportDeadline(Clock clock) {
        this.clock = clock;
        this.at = clock.instant().plus(WITHIN);
    }

    /// @throws Problem.InvalidInput `evidence.took_too_long`
    void require() {
        if (clock.instant().isAfter(at)) {
            throw new Problem.InvalidInput("evidence.took_too_long", WITHIN.toMinutes());
        }
    }
}

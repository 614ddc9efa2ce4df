package io.runtruth.evidence;

import io.runtruth.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Until when a file that has arrived is read and staged. It is looked at with each check and each portion of
/// bytes; between two of them a reader does no more than go through the file once.
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

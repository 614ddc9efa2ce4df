package io.runtruth.ui.operations;

import io.runtruth.operations.reads.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long a run has been worked on.
final class Lasted {

    private Lasted() {}

    /// From its first pick-up to its end, or so far; empty where nobody has taken it up.
    static Optional<Duration> of(RunRow run, Instant now) {
        return Optional.ofNullable(run.startedAt())
                .map(from -> Duration.between(from, run.completedAt() == null ? now : run.completedAt()))
                .map(it -> it.isNegative() ? Duration.ZERO : it);
    }
}

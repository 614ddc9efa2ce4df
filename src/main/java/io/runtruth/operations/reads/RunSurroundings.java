package io.runtruth.operations.reads;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a run stands between: others of its type and environment, and how long these usually take.
///
/// @param mostAttempts how many attempts a run has, retries after passing faults apart; 0 where it is not told
/// @param earlier the run before it; null where there is none
/// @param later the run after it; null where there is none
/// @param usual null where too few have succeeded to say
public record RunSurroundings(
        int mostAttempts,
        @Nullable UUID earlier,
        @Nullable UUID later,
        @Nullable Usual usual) {

    static final RunSurroundings NONE = new RunSurroundings(0, null, null, null);

    /// The middle half of those that succeeded lately.
    public record Usual(Duration from, Duration to) {}
}

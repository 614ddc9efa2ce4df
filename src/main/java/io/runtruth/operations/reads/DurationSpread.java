package io.runtruth.operations.reads;

import io.runtruth.operations.OperationType;
import java.time.Duration;
import java.util.List;

/// How long runs of a type were worked on that their workers ended as succeeded: of those that were decided from
/// records nobody knows it.
///
/// @param half within which half of them were done
/// @param most within which 95 of 100 were
/// @param counts how many took less than each of [#BOUNDS] and not less than the one before, and behind them
///     all that took longer
public record DurationSpread(OperationType type, Duration half, Duration most, List<Integer> counts) {

    /// Ascending.
    public static final List<Duration> BOUNDS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5));

    public DurationSpread {
        counts = List.copyOf(counts);
    }

    public int runs() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}

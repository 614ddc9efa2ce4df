package io.runtruth.shared;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long to wait after the first attempt, after the second, … before there is another one; after the last of them
/// there is none.
public record Delays(List<Duration> each) {

    /// For what is outside of this installation: it may be away for a night and a day.
    public static final Delays OF_OTHERS = new Delays(List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(15)));

    public Delays {
        each = List.copyOf(each);
    }

    /// @param attempts that there were, 1 or more
    /// @return empty where it is to be given up
    public Optional<Duration> after(int attempts) {
        return attempts > each.size() ? Optional.empty() : Optional.of(each.get(attempts - 1));
    }
}

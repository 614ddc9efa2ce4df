package io.runtruth.restore.target;

import java.time.Duration;

/// How long a target over HTTP is waited for.
///
/// @param connect until there is a connection
/// @param silence while nothing comes
/// @param whole of one call, from its first byte to the last of the answer
/// @param longestWait before a call is tried again; whoever asks for more is not asked again
/// @param reading of all documents together
/// @param tries of one call, 1 or more
public record TargetLimits(
        Duration connect, Duration silence, Duration whole, Duration longestWait, Duration reading, int tries) {

    public static final TargetLimits USUAL = new TargetLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            4);
}

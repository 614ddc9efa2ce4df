package io.runtruth.mail;

import io.runtruth.shared.Coded;
import java.time.Duration;

/// How often a person is sent what they want to be told, where there is something new.
public enum DigestRhythm implements Coded {
    SOON(Duration.ofMinutes(5)),
    HOURLY(Duration.ofHours(1)),
    DAILY(Duration.ofDays(1));

    private final Duration every;

    DigestRhythm(Duration every) {
        this.every = every;
    }

    Duration every() {
        return every;
    }
}

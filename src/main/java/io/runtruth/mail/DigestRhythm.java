package io.runtruth.mail;

import io.runtruth.shared.Coded;
import java.time.Duration;

/// How often a person is sent what needs them, where there is something new.
public enum DigestRhythm implements Coded {
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

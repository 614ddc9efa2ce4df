package io.runtruth.ui.kit;

import io.runtruth.texts.Phrase;
import java.time.Duration;

/// How long something took or is ago, in the two largest units that say enough.
public final class DurationWording {

    private static final Duration TENTHS_BELOW = Duration.ofSeconds(10);
    private static final double MILLIS = 1_000;

    private DurationWording() {}

    /// To the second.
    ///
    /// @param duration 0 or more
    public static Phrase of(Duration duration) {
        if (duration.toDays() > 0) {
            return Phrase.of("duration.days", duration.toDays(), duration.toHoursPart());
        }
        if (duration.toHours() > 0) {
            return Phrase.of("duration.hours", duration.toHours(), duration.toMinutesPart());
        }
        return duration.toMinutes() > 0
                ? Phrase.of("duration.minutes", duration.toMinutes(), duration.toSecondsPart())
                : Phrase.of("duration.seconds", duration.toSeconds());
    }

    /// To the tenth of a second below ten seconds.
    ///
    /// @param duration 0 or more
    public static Phrase fine(Duration duration) {
        return duration.compareTo(TENTHS_BELOW) < 0
                ? Phrase.of("duration.tenths", duration.toMillis() / MILLIS)
                : of(duration);
    }
}

package io.runtruth.evidence.formats;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Times as the tools write them. A time without an offset is none: it would be off by hours. One outside of 2000 to
/// 2200 is a placeholder (`0001-01-01`), not a time.
final class Times {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final long FIRST_MICROS = 100_000_000_000_000L;

    private Times() {}

    /// ISO 8601 with an offset or `Z`, in microseconds; `null` for anything else.
    static @Nullable Instant withOffset(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return plausible(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// Seconds since 1970, or milliseconds, or microseconds: told apart by their size.
    static @Nullable Instant sinceEpoch(@Nullable String text) {
        try {
            return text == null ? null : plausible(sinceEpoch((long) Double.parseDouble(text)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Instant sinceEpoch(long number) {
        if (number >= FIRST_MICROS) {
            return Instant.EPOCH.plus(number, ChronoUnit.MICROS);
        }
        return number >= FIRST_MILLIS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(Math.max(number, 0));
    }

    private static @Nullable Instant plausible(Instant time) {
        var isPlausible = time.isAfter(EARLIEST) && time.isBefore(LATEST);
        return isPlausible ? time.truncatedTo(ChronoUnit.MICROS) : null;
    }

    /// `yyyy-mm-dd`, with or without a time behind it; `null` for anything else.
    static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}

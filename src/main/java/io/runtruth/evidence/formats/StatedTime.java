package io.runtruth.evidence.formats;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A time as a file states it (contract 6): one without a zone is read as UTC, and is known to be so. One before
/// 2000 is a placeholder (`0001-01-01`), not a time.
///
/// @param at in microseconds; `null` where the file states none, or none that can be read
/// @param isZoned whether the file says in which zone; `true` where there is no time
/// @param isStated whether the file has a text there at all, readable or not
record StatedTime(@Nullable Instant at, boolean isZoned, boolean isStated) {

    static final StatedTime NONE = new StatedTime(null, true, false);
    private static final StatedTime UNREADABLE = new StatedTime(null, true, true);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final long FIRST_MICROS = 100_000_000_000_000L;
    /// ISO 8601 as tools write it: a blank for the `T`, an offset without a colon, no offset, no time of day.
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .optionalStart()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' '][XXX][XX][X]")
            .toFormatter();

    /// A text: ISO 8601, or a number since 1970.
    static StatedTime of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        var stripped = text.strip();
        var seconds = sinceEpoch(stripped);
        return seconds.isStated() ? seconds : parsed(stripped);
    }

    private static StatedTime parsed(String text) {
        try {
            return switch (FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
                case OffsetDateTime time -> plausible(time.toInstant(), true);
                case LocalDateTime time -> plausible(time.toInstant(ZoneOffset.UTC), false);
                case LocalDate day -> plausible(day.atStartOfDay().toInstant(ZoneOffset.UTC), false);
                default -> UNREADABLE;
            };
        } catch (DateTimeException e) {
            return UNREADABLE;
        }
    }

    /// Seconds since 1970, or milliseconds, or microseconds: told apart by their size.
    private static StatedTime sinceEpoch(String text) {
        try {
            var number = (long) Double.parseDouble(text);
            if (number >= FIRST_MICROS) {
                return plausible(Instant.EPOCH.plus(number, ChronoUnit.MICROS), true);
            }
            var at = number >= FIRST_MILLIS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(Math.max(number, 0));
            return plausible(at, true);
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    private static StatedTime plausible(Instant at, boolean isZoned) {
        return at.isAfter(EARLIEST) && at.isBefore(LATEST)
                ? new StatedTime(at.truncatedTo(ChronoUnit.MICROS), isZoned, true)
                : UNREADABLE;
    }

    /// The first of both that is a time; else whether one of them was meant as one.
    StatedTime or(StatedTime other) {
        return at != null || isStated && other.at == null ? this : other;
    }

    /// The later of both; one that can't be read counts only where there is no other.
    StatedTime later(StatedTime other) {
        if (at == null || other.at == null) {
            return or(other);
        }
        return other.at.isAfter(at) ? other : this;
    }
}

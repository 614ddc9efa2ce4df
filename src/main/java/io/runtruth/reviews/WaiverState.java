package io.runtruth.reviews;

import io.runtruth.shared.Coded;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What became of an accepted risk, by the day of UTC.
public enum WaiverState implements Coded {
    ACTIVE("%1$s.ended_at is null and %1$s.until > " + WaiverState.SOON),
    /// Holds for no more than 14 further days.
    EXPIRING("%1$s.ended_at is null and %1$s.until between " + WaiverState.TODAY + " and " + WaiverState.SOON),
    /// Ran out: what it was about counts like everything else.
    EXPIRED("%1$s.until < coalesce(cast(%1$s.ended_at at time zone 'UTC' as date), " + WaiverState.TODAY + ")"),
    /// Ended by a person before it ran out.
    WITHDRAWN("%1$s.until >= cast(%1$s.ended_at at time zone 'UTC' as date)");

    /// For how many days before its end it is expiring.
    static final int EXPIRING_DAYS = 14;

    private static final String TODAY = "cast(cast(:now as timestamptz) at time zone 'UTC' as date)";
    private static final String SOON = TODAY + " + 14";

    /// That a waiver `%1$s` which has not ended holds at `:now`.
    static final String HOLDS = "%1$s.until >= " + TODAY;

    /// That a waiver `%1$s` which has not ended asks a person for a look: it holds no longer than 14 further
    /// days, or the day to look at it again has come.
    static final String ASKS = HOLDS + " and (%1$s.until <= " + SOON + " or %1$s.review_on <= " + TODAY + ")";

    /// Since when it does, or will: the beginning of that day, or when it was accepted later than that.
    static final String ASKS_SINCE = "greatest(%1$s.accepted_at, "
            + "cast(least(%1$s.until - 14, %1$s.review_on) as timestamp) at time zone 'UTC')";

    private final String condition;

    WaiverState(String condition) {
        this.condition = condition;
    }

    /// That a waiver `%1$s` is in this state at `:now`.
    String condition() {
        return "(" + condition + ")";
    }

    static WaiverState of(LocalDate until, @Nullable Instant endedAt, Instant now) {
        if (endedAt != null) {
            return until.isBefore(day(endedAt)) ? EXPIRED : WITHDRAWN;
        }
        var today = day(now);
        if (until.isBefore(today)) {
            return EXPIRED;
        }
        return until.isAfter(today.plusDays(EXPIRING_DAYS)) ? ACTIVE : EXPIRING;
    }

    /// Whether it counts in what is composed now.
    public boolean holds() {
        return this == ACTIVE || this == EXPIRING;
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}

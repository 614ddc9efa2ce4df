package io.runtruth.api;

import io.runtruth.shared.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/// A moment in a query: ISO 8601 with its offset, in the years 1 to 9999.
final class Moment {

    private static final int LAST_YEAR = 9_999;

    private Moment() {}

    /// @return null where there is none
    /// @throws Problem.InvalidInput `request.parameter` for a text that is none
    static @Nullable Instant of(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var moment = OffsetDateTime.parse(text);
            if (moment.getYear() >= Year.of(1).getValue() && moment.getYear() <= LAST_YEAR) {
                return moment.toInstant();
            }
        } catch (DateTimeException _) {
            // told below
        }
        throw new Problem.InvalidInput("request.parameter", parameter);
    }
}

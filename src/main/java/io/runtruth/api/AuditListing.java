package io.runtruth.api;

import io.runtruth.access.AuditFilter;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/// Which entries of the trail are wanted; what is left out is left open.
record AuditListing(
        @Parameter(description = "the name of who did it, as it was then") @Nullable
        String actor,

        @Parameter(description = "`member.changed`, or a family of them: `member`") @Nullable
        String action,

        @Parameter(description = "the id of what was changed") @Nullable
        String subject,

        @Parameter(description = "the first moment, ISO 8601 with its offset") @Nullable
        String from,

        @Parameter(description = "the moment behind the last, ISO 8601 with its offset") @Nullable
        String to) {

    private static final int LAST_YEAR = 9_999;

    AuditFilter filter() {
        return new AuditFilter(actor, action, subject, moment("from", from), moment("to", to));
    }

    private static @Nullable Instant moment(String parameter, @Nullable String text) {
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

package io.runtruth.api;

import io.runtruth.access.AuditFilter;
import io.swagger.v3.oas.annotations.Parameter;
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

    AuditFilter filter() {
        return new AuditFilter(actor, action, subject, Moment.of("from", from), Moment.of("to", to));
    }
}

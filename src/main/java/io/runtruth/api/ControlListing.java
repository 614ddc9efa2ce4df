package io.runtruth.api;

import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ControlFilter;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/// Which controls a list is to hold; what is left out is left open.
record ControlListing(
        @Parameter(description = "a part of the id or of the title") @Nullable
        String search,

        @Parameter(description = "name of a tool") @Nullable String tool,

        @Parameter(
                description = "that it has in one environment at least: `not_met`, `warning`, `error`, `manual`, "
                        + "`not_assessed` (also where a review does not hold it), `not_applicable`, `accepted`, "
                        + "`suppressed`, `met`, `informational` or `unknown`")
        @Nullable
        String result,

        @Parameter(
                description =
                        "the worst that it has: `critical`, `high`, `medium`, `low`, `informational` or `unknown`")
        @Nullable
        String severity) {

    /// @throws Problem.InvalidInput `request.parameter`
    ControlFilter filter() {
        return new ControlFilter(
                search == null ? "" : search,
                tool,
                result == null ? null : known(FindingGroup.class, result, "result"),
                severity == null ? null : known(Severity.class, severity, "severity"));
    }

    private static <E extends Enum<E> & Coded> E known(Class<E> type, String code, String parameter) {
        return Coded.of(type, code).orElseThrow(() -> new Problem.InvalidInput("request.parameter", parameter));
    }
}

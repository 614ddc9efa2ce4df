package io.runtruth.api;

import io.runtruth.reviews.WaiverQueries.WaiverFilter;
import io.runtruth.reviews.WaiverState;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which accepted risks a list is to hold; what is left out is left open.
record WaiverListing(
        @Parameter(description = "slug of one environment") @Nullable
        String environment,

        @Parameter(
                description =
                        "`active` (holds for more than 14 further days), `expiring` (for fewer), `expired` or `withdrawn`")
        @Nullable
        String state) {

    /// @throws Problem.InvalidInput `request.parameter`
    WaiverFilter filter(@Nullable UUID environmentId) {
        return new WaiverFilter(
                environmentId,
                state == null
                        ? Set.of()
                        : Set.of(Coded.of(WaiverState.class, state)
                                .orElseThrow(() -> new Problem.InvalidInput("request.parameter", "state"))));
    }
}

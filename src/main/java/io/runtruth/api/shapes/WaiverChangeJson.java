package io.runtruth.api.shapes;

import io.runtruth.reviews.WaiverService.WaiverChange;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is left out stays as it is; the risk is accepted anew, by the caller.
///
/// @param version as it was read
@SnakeCase
public record WaiverChangeJson(
        @Nullable Long version,
        @Nullable String reason,
        @Nullable String owner,
        @Nullable LocalDate until,
        @Nullable LocalDate reviewOn) {

    public WaiverChange change() {
        return new WaiverChange(reason, owner, until, reviewOn);
    }
}

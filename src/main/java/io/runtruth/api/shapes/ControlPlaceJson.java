package io.runtruth.api.shapes;

import io.runtruth.reviews.ControlPlace;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a control stands in an environment; without a result it is not assessed there.
///
/// @param environment its slug
/// @param review the newest that can be read; null where there is none
/// @param result the worst of its checks, as in `results` of a control; null where the review does not hold it
/// @param reason why it was not assessed
/// @param since when the evidence said so first, from one review to the next
/// @param collectedAt its evidence; of several sources the oldest
/// @param checks all that it has here
/// @param affected those with this result
/// @param accepted all of it that is not met or warns was accepted when the review was started
/// @param waiver the risk that is accepted
/// @param acceptedUntil the last day it holds, as it is now
@SnakeCase
public record ControlPlaceJson(
        String environment,
        @Nullable UUID review,
        @Nullable String result,
        @Nullable String reason,
        @Nullable String severity,
        @Nullable Instant since,
        @Nullable Instant collectedAt,
        @Nullable Integer checks,
        @Nullable Integer affected,
        @Nullable Boolean accepted,
        @Nullable UUID waiver,
        @Nullable LocalDate acceptedUntil) {

    public static ControlPlaceJson of(ControlPlace place) {
        var review = place.review() == null ? null : place.review().id();
        var standing = place.standing();
        if (standing == null) {
            return new ControlPlaceJson(
                    place.slug(), review, null, null, null, null, null, null, null, null, null, null);
        }
        var acceptance = standing.acceptance();
        return new ControlPlaceJson(
                place.slug(),
                review,
                standing.result().code(),
                standing.reason() == null ? null : standing.reason().code(),
                standing.severity().code(),
                standing.since(),
                standing.collectedAt(),
                standing.checks(),
                standing.affected(),
                standing.isAccepted(),
                acceptance == null ? null : acceptance.waiverId(),
                acceptance == null ? null : acceptance.until());
    }
}

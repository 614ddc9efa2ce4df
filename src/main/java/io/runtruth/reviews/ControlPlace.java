package io.runtruth.reviews;

import io.runtruth.evidence.Severity;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.Gap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a control stands in an environment, by its newest review that can be read (contract 9).
///
/// @param review null where there is none: the control is not assessed here
/// @param standing null where the review does not hold the control: it is not assessed here
public record ControlPlace(
        UUID environmentId,
        String slug,
        String name,
        @Nullable ReadReview review,
        @Nullable ControlStanding standing,
        PlaceKey key) {

    public record ReadReview(UUID id, ReviewStatus status) {}

    /// @param result the worst of its checks
    /// @param reason why it was not assessed; null for every other result
    /// @param since when the evidence said so first, from one review to the next
    /// @param collectedAt its evidence; of several sources the oldest
    /// @param checks all that it has here
    /// @param affected those with this result
    /// @param isAccepted all of it that is not met or warns was accepted when the review was started
    /// @param acceptance of the worst; null where nothing is accepted
    public record ControlStanding(
            FindingGroup result,
            @Nullable Gap reason,
            Severity severity,
            Instant since,
            Instant collectedAt,
            int checks,
            int affected,
            boolean isAccepted,
            @Nullable Acceptance acceptance) {}

    /// @param until the last day it holds, of UTC, as it is now
    /// @param state what has become of it since
    public record Acceptance(UUID waiverId, LocalDate until, WaiverState state) {}

    /// Where an environment stands in the list of a control: the worst result first, then by name.
    ///
    /// @param rank from 1
    public record PlaceKey(int rank, String name, String slug) {}
}

package io.runtruth.api.shapes;

import io.runtruth.reviews.WaiverRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An accepted risk.
///
/// @param environment its slug
/// @param version raised by each change
/// @param control the tool's id, with or without the version behind it
/// @param ordinal only this one of those with the same id and resource, or without one; null for all
/// @param resource only what was found there; null for all
/// @param owner who answers for it
/// @param acceptedBy who accepted it last, by their name then
/// @param until the last day it holds, of UTC
/// @param reviewOn the day to look at it again
/// @param reviewDue that day has come, and it still holds
/// @param state `active`; `expiring`: holds for no more than 14 further days; `expired`; `withdrawn`
/// @param endedAt when it was withdrawn, or followed by another after it had run out
@SnakeCase
public record WaiverJson(
        UUID id,
        String environment,
        long version,
        String tool,
        String control,
        @Nullable Integer ordinal,
        @Nullable String resource,
        String reason,
        @Nullable String owner,
        @Nullable String acceptedBy,
        Instant acceptedAt,
        LocalDate until,
        LocalDate reviewOn,
        boolean reviewDue,
        String state,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    public static WaiverJson of(WaiverRow row) {
        var risk = row.risk();
        return new WaiverJson(
                row.id(),
                row.environment().slug(),
                risk.version(),
                risk.tool(),
                risk.control(),
                risk.ordinal(),
                risk.resource(),
                risk.reason(),
                risk.owner(),
                risk.acceptedBy(),
                risk.acceptedAt(),
                risk.until(),
                risk.reviewOn(),
                row.isReviewDue(),
                row.state().code(),
                row.createdAt(),
                row.endedAt(),
                row.endedBy());
    }
}

package io.runtruth.api.shapes;

import io.runtruth.reviews.ReviewStatus;
import io.runtruth.reviews.StartResult;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What starting a composition, or a restore again, came to (contract 6.2).
///
/// @param result `dispatched`, `reused_active_run` or `already_available`; `refused` stands in a problem, or
///     beside what was done before it
/// @param run that works; null where nothing has to be done
/// @param review null for a restore
/// @param joined whose start was joined; null where none was
/// @param reason why it was refused, as the code of the problem; else null
@SnakeCase
public record StartJson(
        String result,
        @Nullable RunRef run,
        @Nullable ReviewState review,
        @Nullable JoinedJson joined,
        @Nullable String reason) {

    /// Each answer as a part of another one, a refusal too.
    public static StartJson any(StartResult result) {
        return switch (result) {
            case Dispatched started -> of(started);
            case ReusedActiveRun joined -> of(joined);
            case AlreadyAvailable available -> of(available);
            case Refused refused ->
                new StartJson("refused", null, null, null, refused.reason().code());
        };
    }

    public static StartJson of(Dispatched dispatched) {
        return new StartJson("dispatched", new RunRef(dispatched.runId()), draft(dispatched.reviewId()), null, null);
    }

    public static StartJson of(ReusedActiveRun reused) {
        var joined = new JoinedJson(reused.joined().name(), reused.joined().since());
        return new StartJson("reused_active_run", new RunRef(reused.runId()), draft(reused.reviewId()), joined, null);
    }

    public static StartJson of(AlreadyAvailable available) {
        var review = new ReviewState(available.reviewId(), available.status().code());
        return new StartJson("already_available", null, review, null, null);
    }

    /// Of a restore, which makes no review.
    public static StartJson ofRestore(String result, UUID runId) {
        return new StartJson(result, new RunRef(runId), null, null, null);
    }

    private static ReviewState draft(UUID reviewId) {
        return new ReviewState(reviewId, ReviewStatus.DRAFT.code());
    }

    @SnakeCase
    record RunRef(UUID id) {}

    /// @param status as it was when the start was answered
    @SnakeCase
    record ReviewState(UUID id, String status) {}

    /// @param name of whoever started the run
    @SnakeCase
    record JoinedJson(String name, Instant since) {}
}

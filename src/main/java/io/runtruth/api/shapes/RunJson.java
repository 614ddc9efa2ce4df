package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.reads.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One execution of an operation (contract 3, 11).
///
/// @param attempt how often it was picked up or closed; 0 before the first time
/// @param environment slug; null for a run of no environment
/// @param progress null before its first step
/// @param stopRequested somebody asked the running work to stop; it does at its next step
/// @param failure why it failed or was blocked; null otherwise
/// @param attentionCode why a person must look although it has ended
/// @param attention the question that it asks of a person, and what became of it; null where it asked none
/// @param reviewId the review that it leads to
/// @param reconciliation how its ending is known, where no worker reported it
/// @param againOf the run whose operation was tried again by this one; absent in lists and for a first try
/// @param triedAgainAs the run as which this one's operation was tried again last; absent in lists and where it
///     was not
/// @param events the newest 500 of its timeline, oldest first; absent in lists
@SnakeCase
public record RunJson(
        UUID id,
        String type,
        String status,
        String outcome,
        int attempt,
        @Nullable String environment,
        StarterJson initiator,
        FreshnessJson freshness,
        @Nullable ProgressJson progress,
        boolean stopRequested,
        SortedMap<String, Long> summaryCounts,
        @Nullable Failure failure,
        @Nullable String attentionCode,
        @Nullable AttentionJson attention,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable UUID reviewId,
        @Nullable ReconciliationJson reconciliation,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID againOf,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID triedAgainAs,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Event> events) {

    public static RunJson of(RunRow row) {
        return of(row, null, null, null);
    }

    public static RunJson of(RunDetail detail) {
        return of(
                detail.run(),
                detail.againOf().orElse(null),
                detail.triedAgainAs().orElse(null),
                detail.events().stream().map(Event::of).toList());
    }

    private static RunJson of(
            RunRow row, @Nullable UUID againOf, @Nullable UUID triedAgainAs, @Nullable List<Event> events) {
        return new RunJson(
                row.id(),
                row.type().code(),
                row.status().code(),
                row.outcome().code(),
                row.attempt(),
                row.environment() == null ? null : row.environment().slug(),
                new StarterJson(
                        row.initiator().kind(),
                        row.initiator().accountId(),
                        row.initiator().name()),
                FreshnessJson.of(row.freshness()),
                row.progress() == null ? null : ProgressJson.of(row.progress()),
                row.stopRequested(),
                new TreeMap<>(row.summaryCounts()),
                row.failureCode() == null ? null : new Failure(row.failureCode(), row.failureReference()),
                row.attentionCode(),
                row.attention() == null ? null : AttentionJson.of(row.attention()),
                row.createdAt(),
                row.startedAt(),
                row.completedAt(),
                row.type() == OperationType.REVIEW_COMPOSE ? row.recordId() : null,
                row.reconciliation() == null ? null : ReconciliationJson.of(row.reconciliation()),
                againOf,
                triedAgainAs,
                events);
    }

    /// @param kind `user` or `system`
    /// @param id of the account; null for the system
    /// @param name as it was then
    @SnakeCase
    record StarterJson(String kind, @Nullable UUID id, String name) {}

    /// @param kind `user` or `system`
    /// @param name as it was then
    @SnakeCase
    record InitiatorJson(String kind, String name) {}

    /// What the queue's own records say about the run at this moment (contract 4).
    ///
    /// @param ahead due entries in front of it while it waits, 0 to 1,000
    /// @param heartbeatAgeMs since the worker last said that it lives
    /// @param progressAgeMs since the work last moved
    /// @param retryAt when it will be tried again, for `retry_scheduled`
    @SnakeCase
    record FreshnessJson(
            String state,
            @Nullable Integer ahead,
            @Nullable Long heartbeatAgeMs,
            @Nullable Long progressAgeMs,
            @Nullable Instant retryAt) {

        private static FreshnessJson of(io.runtruth.operations.reads.Freshness freshness) {
            return new FreshnessJson(
                    freshness.state().code(),
                    freshness.ahead(),
                    millis(freshness.heartbeatAge()),
                    millis(freshness.progressAge()),
                    freshness.retryAt());
        }

        private static @Nullable Long millis(@Nullable Duration age) {
            return age == null ? null : age.toMillis();
        }
    }

    /// @param done steps finished, 0 to `total`
    /// @param step the current one
    @SnakeCase
    record ProgressJson(int done, int total, String step) {

        private static ProgressJson of(io.runtruth.operations.Progress progress) {
            return new ProgressJson(progress.done(), progress.total(), progress.step());
        }
    }

    /// @param reference under which the log of the node has the technical detail, where there is any
    @SnakeCase
    record Failure(String code, @Nullable String reference) {}

    /// One entry of the timeline.
    ///
    /// @param from the status before, where it changed
    /// @param to the status after, where it changed
    @SnakeCase
    record Event(
            Instant at,
            String kind,
            InitiatorJson actor,
            int attempt,
            String node,
            @Nullable String from,
            @Nullable String to,
            @Nullable String outcome,
            @Nullable String reasonCode,
            Map<String, Object> details) {

        private static Event of(TimelineEntry entry) {
            return new Event(
                    entry.at(),
                    entry.kind().code(),
                    new InitiatorJson(entry.actorKind(), entry.actorName()),
                    entry.attempt(),
                    entry.node(),
                    entry.from() == null ? null : entry.from().code(),
                    entry.to() == null ? null : entry.to().code(),
                    entry.outcome() == null ? null : entry.outcome().code(),
                    entry.reasonCode(),
                    entry.details());
        }
    }
}

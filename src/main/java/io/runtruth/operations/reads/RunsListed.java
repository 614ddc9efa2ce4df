package io.runtruth.operations.reads;

import io.runtruth.access.ListedKeys;
import io.runtruth.access.Reach;
import io.runtruth.operations.OperationRunColumns;
import io.runtruth.operations.RunStatus;
import io.runtruth.shared.Range;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which runs a list has. Of the conditions only those are written that the filter sets: each list has a plan of
/// its own, in which every condition is one that an index answers.
///
/// @param reach what its reader may see
/// @param late active runs that need a person, for a list of what does: few, and known by the queue's records alone
/// @param freshness what the queue's records are to say; null where the filter leaves that open
record RunsListed(
        Reach reach,
        RunFilter filter,
        Range range,
        List<UUID> late,
        @Nullable ListedFreshness freshness) {

    static final String IS_ACTIVE = "and r.status in ('queued', 'running')";

    static final String NEEDS_ATTENTION = "and " + OperationRunColumns.ASKS;

    private static final String IS_KNOWN_BY = """
            and (r.context -> 'reconciliation') is not null
            and (r.context -> 'reconciliation' ->> 'decision') = :decision""";

    private static final String WITH_LATE = """
            select id, created_at
            from ((%1$s) union all (%2$s)) found
            order by created_at desc, id desc
            offset :skipped
            limit :shown
            """;

    RunsListed {
        late = List.copyOf(late);
    }

    /// For a filter that asks the queue nothing.
    RunsListed(Reach reach, RunFilter filter, Range range, List<UUID> late) {
        this(reach, filter, range, late, null);
    }

    /// A statement that gives `id` and `created_at` of the range's runs.
    String keys() {
        return late.isEmpty()
                ? listed().of("operation_run", conditions(filter.needsAttention()))
                : WITH_LATE.formatted(
                        listed().of("operation_run", conditions(filter.needsAttention())),
                        listed().of("operation_run", conditionsOfLate()));
    }

    Map<String, Object> parameters() {
        var parameters = listed().parameters();
        put(
                parameters,
                "status",
                filter.status() == null ? null : filter.status().code());
        put(
                parameters,
                "outcome",
                filter.outcome() == null ? null : filter.outcome().code());
        put(parameters, "type", filter.type() == null ? null : filter.type().code());
        if (!late.isEmpty()) {
            // of both parts all up to the range's end are read, and what is skipped is skipped of both together
            parameters.put("late", late.toArray(UUID[]::new));
            parameters.put("skipped", range.skip());
            parameters.put("shown", range.limit());
            parameters.put("skip", 0);
            parameters.put("limit", range.skip() + range.limit());
        }
        if (filter.initiator() != null) {
            put(parameters, "initiator", filter.initiator().account());
        }
        if (freshness != null) {
            parameters.putAll(freshness.parameters());
        }
        put(
                parameters,
                "decision",
                filter.decision() == null ? null : filter.decision().code());
        put(parameters, "startedFrom", moment(filter.started().from()));
        put(parameters, "startedTo", moment(filter.started().to()));
        return parameters;
    }

    private ListedKeys listed() {
        return new ListedKeys(reach, filter.environmentId(), range);
    }

    /// One that has ended since they were found belongs to the first part, or to none.
    private String conditionsOfLate() {
        return String.join("\n", conditions(false), IS_ACTIVE, "and r.id = any (:late)");
    }

    private String conditions(boolean needsAttention) {
        return Stream.of(
                        when(filter.active() || isActive(filter.status()), IS_ACTIVE),
                        when(filter.status() != null, "and r.status = :status"),
                        when(needsAttention, NEEDS_ATTENTION),
                        when(filter.reconciled(), "and (r.context -> 'reconciliation') is not null"),
                        when(filter.outcome() != null, "and r.outcome = :outcome"),
                        when(filter.type() != null, "and r.type = :type"),
                        initiator(),
                        when(filter.freshness() == Freshness.State.DONE, "and r.status = 'completed'"),
                        when(freshness != null, ListedFreshness.CONDITION),
                        when(filter.decision() != null, IS_KNOWN_BY),
                        when(filter.started().from() != null, "and r.created_at >= :startedFrom"),
                        when(filter.started().to() != null, "and r.created_at < :startedTo"))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String initiator() {
        if (filter.initiator() == null) {
            return "";
        }
        return filter.initiator().isSystem() ? "and r.initiator_id is null" : "and r.initiator_id = :initiator";
    }

    private static boolean isActive(@Nullable RunStatus status) {
        return status != null && status.isActive();
    }

    private static String when(boolean set, String condition) {
        return set ? condition : "";
    }

    private static @Nullable OffsetDateTime moment(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}

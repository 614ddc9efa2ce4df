package io.runtruth.operations.reads;

import io.runtruth.access.Reach;
import io.runtruth.operations.RunStatus;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which runs a list has, found by their keys alone, so that its cost follows what is shown and what its reader may
/// see, and never the workspace's history (SPEC 13): the whole workspace by one index, or each environment by its own
/// and no further than the list goes, merged.
///
/// Of the conditions only those are written that the filter sets: each list has a plan of its own, in which every
/// condition is one that an index answers.
///
/// @param reach what its reader may see
record RunsListed(Reach reach, RunFilter filter, Range range) {

    private static final String OF_WORKSPACE = """
            select r.id, r.created_at
            from operation_run r
            where r.workspace_id = :workspace
            %s
            order by r.created_at desc, r.id desc
            offset :skip
            limit :limit
            """;

    private static final String OF_ENVIRONMENTS = """
            select r.id, r.created_at
            from unnest(cast(:environments as uuid[])) as place (environment_id)
            cross join lateral (
                select r.id, r.created_at
                from operation_run r
                where r.workspace_id = :workspace
                and r.environment_id = place.environment_id
                %s
                order by r.created_at desc, r.id desc
                limit :reached) r
            order by r.created_at desc, r.id desc
            offset :skip
            limit :limit
            """;

    /// A statement that gives `id` and `created_at` of the range's runs.
    String keys() {
        var form = isOfWorkspace() ? OF_WORKSPACE : OF_ENVIRONMENTS;
        return form.formatted(conditions());
    }

    Map<String, Object> parameters() {
        var parameters = new HashMap<String, Object>();
        parameters.put("workspace", reach.workspaceId());
        parameters.put("skip", range.skip());
        parameters.put("limit", range.limit());
        put(parameters, "status", filter.status() == null ? null : filter.status().code());
        put(parameters, "outcome", filter.outcome() == null ? null : filter.outcome().code());
        put(parameters, "type", filter.type() == null ? null : filter.type().code());
        putKey(parameters, "after", range.after());
        putKey(parameters, "upTo", range.upTo());
        if (!isOfWorkspace()) {
            parameters.put("environments", environments());
            parameters.put("reached", range.skip() + range.limit());
        }
        return parameters;
    }

    private boolean isOfWorkspace() {
        return reach.all() && filter.environmentId() == null;
    }

    private UUID[] environments() {
        var wanted = filter.environmentId();
        if (wanted == null) {
            return reach.environmentArray();
        }
        return reach.all() || reach.environments().contains(wanted) ? new UUID[] {wanted} : new UUID[0];
    }

    /// Words of the statement are constants; whatever a person chose goes in as a parameter.
    private String conditions() {
        return Stream.of(
                        when(filter.active() || isActive(filter.status()), "and r.status in ('queued', 'running')"),
                        when(filter.status() != null, "and r.status = :status"),
                        when(
                                filter.needsAttention(),
                                "and (r.outcome in ('blocked', 'failed') or r.attention_code is not null)"),
                        when(filter.reconciled(), "and (r.context -> 'reconciliation') is not null"),
                        when(filter.outcome() != null, "and r.outcome = :outcome"),
                        when(filter.type() != null, "and r.type = :type"),
                        when(range.after() != null, "and (r.created_at, r.id) < (:afterAt, :afterId)"),
                        when(range.upTo() != null, "and (r.created_at, r.id) <= (:upToAt, :upToId)"))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static boolean isActive(@Nullable RunStatus status) {
        return status != null && status.isActive();
    }

    private static String when(boolean set, String condition) {
        return set ? condition : "";
    }

    private static void putKey(Map<String, Object> parameters, String name, @Nullable Cursor key) {
        if (key != null) {
            OffsetDateTime at = key.at().atOffset(ZoneOffset.UTC);
            parameters.put(name + "At", at);
            parameters.put(name + "Id", key.id());
        }
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}

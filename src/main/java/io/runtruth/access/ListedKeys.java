package io.runtruth.access;

import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A part of a list of what belongs to environments, found by its keys alone, so that its cost follows what is
/// shown and what its reader may see, and never the workspace's history (contract 13): the whole workspace by one
/// index, or each environment by its own and no further than the list goes, merged.
///
/// @param reach what its reader may see
/// @param environmentId only this one; null for all that the reader may see
public record ListedKeys(Reach reach, @Nullable UUID environmentId, Range range) {

    private static final String OF_WORKSPACE = """
            select r.id, r.created_at
            from %1$s r
            where r.workspace_id = :workspace
            %2$s
            order by r.created_at desc, r.id desc
            offset :skip
            limit :limit
            """;

    private static final String OF_ENVIRONMENTS = """
            select r.id, r.created_at
            from unnest(cast(:places as uuid[])) as place (environment_id)
            cross join lateral (
                select r.id, r.created_at
                from %1$s r
                where r.workspace_id = :workspace
                and r.environment_id = place.environment_id
                %2$s
                order by r.created_at desc, r.id desc
                limit :reached) r
            order by r.created_at desc, r.id desc
            offset :skip
            limit :limit
            """;

    /// A statement that gives `id` and `created_at`; for a `from`. Its words are constants of its callers:
    /// whatever a person chose goes in as a parameter.
    ///
    /// @param table with `workspace_id`, `environment_id`, `created_at` and `id`, and an index for both forms
    /// @param conditions on its rows, named `r`, each beginning with `and`
    public String of(String table, String conditions) {
        var form = isOfWorkspace() ? OF_WORKSPACE : OF_ENVIRONMENTS;
        return form.formatted(
                table, conditions + place("<", "after", range.after()) + place("<=", "upTo", range.upTo()));
    }

    /// To be added to.
    public Map<String, Object> parameters() {
        var parameters = new HashMap<String, Object>();
        parameters.put("workspace", reach.workspaceId());
        parameters.put("skip", range.skip());
        parameters.put("limit", range.limit());
        put(parameters, "after", range.after());
        put(parameters, "upTo", range.upTo());
        if (!isOfWorkspace()) {
            parameters.put("places", places());
            parameters.put("reached", range.skip() + range.limit());
        }
        return parameters;
    }

    private boolean isOfWorkspace() {
        return reach.all() && environmentId == null;
    }

    private UUID[] places() {
        if (environmentId == null) {
            return reach.environmentArray();
        }
        return reach.all() || reach.environments().contains(environmentId) ? new UUID[] {environmentId} : new UUID[0];
    }

    private static String place(String side, String name, @Nullable Cursor key) {
        return key == null ? "" : "\nand (r.created_at, r.id) %1$s (:%2$sAt, :%2$sId)".formatted(side, name);
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Cursor key) {
        if (key != null) {
            parameters.put(name + "At", key.at().atOffset(ZoneOffset.UTC));
            parameters.put(name + "Id", key.id());
        }
    }
}

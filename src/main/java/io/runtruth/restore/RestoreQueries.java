package io.runtruth.restore;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.restore.RestoreRun.RestoreCounts;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Restores as screens and the API read them: that they are, which documents and with what result, for everyone
/// who sees the environment's operations; what documents say, for whoever may restore them.
@Service
public class RestoreQueries {

    private static final Cursor BEGINNING = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    private final Access access;
    private final RestoreRepository restores;
    private final SnapshotQueries snapshots;
    private final WorkspaceQueries workspaces;
    private final JdbcClient jdbc;

    RestoreQueries(
            Access access,
            RestoreRepository restores,
            SnapshotQueries snapshots,
            WorkspaceQueries workspaces,
            JdbcClient jdbc) {
        this.access = access;
        this.restores = restores;
        this.snapshots = snapshots;
        this.workspaces = workspaces;
        this.jdbc = jdbc;
    }

    /// The newest preview first.
    public KeyPage<RestoreRun> page(Actor actor, Scope scope, @Nullable Cursor after, int size) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        var from = after == null ? BEGINNING : after;
        var read = jdbc.sql("""
                select *
                from restore_run
                where workspace_id = :workspace
                and environment_id = :environment
                and (previewed_at, id) < (:at, :id)
                order by previewed_at desc, id desc
                limit :limit
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("at", from.at().atOffset(ZoneOffset.UTC))
                .param("id", from.id())
                .param("limit", size + 1)
                .query(RestoreRepository::restore)
                .list();
        return KeyPage.cut(read, size, it -> new Cursor(it.previewed().at(), it.id()));
    }

    /// @throws Problem.NotFound also for one of another environment
    public RestoreRun one(Actor actor, Scope scope, UUID id) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        return found(scope, id);
    }

    private RestoreRun found(Scope scope, UUID id) {
        return restores.find(scope, id).orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// The restore that a run was started for, where there is one.
    public Optional<RestoreRun> ofRun(Actor actor, Scope scope, UUID runId) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        return restores.ofRun(scope, runId);
    }

    /// Documents by path.
    ///
    /// @param which all, or those of one kind
    /// @param after the path behind which it begins; null from the first
    /// @param limit 1 or more
    public List<RestoreItem> items(
            Actor actor, Scope scope, UUID id, ItemsShown which, @Nullable String after, int limit) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        found(scope, id);
        return jdbc.sql("""
                select path, change, chosen, before_digest, wanted_digest, result, reason, found_digest
                from restore_item
                where restore_id = :restore
                and workspace_id = :workspace
                and environment_id = :environment
                and path > :after
                and (:all or change <> 'unchanged' or result is distinct from 'unchanged' and result is not null)
                order by path
                limit :limit
                """)
                .param("restore", id)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("after", after == null ? "" : after)
                .param("all", which == ItemsShown.ALL)
                .param("limit", limit)
                .query(RestoreRepository::item)
                .list();
    }

    /// How many documents have come to what at this moment; the console's own count when it has ended.
    public RestoreCounts counts(Actor actor, Scope scope, UUID id) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        var restore = found(scope, id);
        return restore.state() == RestoreState.IN_PROGRESS ? restores.counted(restore) : restore.counts();
    }

    /// Documents of a preview that are not chosen, at most `limit`.
    public Set<String> left(Actor actor, Scope scope, UUID id, int limit) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        return new HashSet<>(jdbc.sql("""
                select path
                from restore_item
                where restore_id = :restore
                and workspace_id = :workspace
                and environment_id = :environment
                and not chosen
                limit :limit
                """)
                .param("restore", id)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("limit", limit)
                .query((row, _) -> row.getString("path"))
                .list());
    }

    /// Whether a second person approves each restore of the workspace.
    public boolean needsApproval(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        return workspaces.restoreFourEyes(scope.workspaceId());
    }

    /// How many documents the preview found of each kind, whether chosen or not.
    public Map<ItemChange, Integer> changes(Actor actor, Scope scope, UUID id) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        var counts = new EnumMap<ItemChange, Integer>(ItemChange.class);
        jdbc.sql("""
                select change, count(*) as documents
                from restore_item
                where restore_id = :restore
                and workspace_id = :workspace
                and environment_id = :environment
                group by change
                """)
                .param("restore", id)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query((row, _) ->
                        counts.put(Coded.stored(ItemChange.class, row.getString("change")), row.getInt("documents")))
                .list();
        return counts;
    }

    /// Documents that only the target had when it was previewed: they are left alone. By path, at most
    /// `limit`.
    public List<String> onlyInTarget(Actor actor, Scope scope, UUID id, int limit) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        var restore = found(scope, id);
        return jdbc.sql("""
                select d.path
                from configuration_document d
                where d.snapshot_id = :before
                and d.workspace_id = :workspace
                and d.environment_id = :environment
                and not exists (
                    select
                    from configuration_document w
                    where w.snapshot_id = :wanted
                    and w.path = d.path)
                order by d.path
                limit :limit
                """)
                .param("before", restore.beforeId())
                .param("wanted", restore.snapshotId())
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("limit", limit)
                .query((row, _) -> row.getString("path"))
                .list();
    }

    /// What restoring one document would change in it, or has changed, without its secrets.
    ///
    /// @throws Problem.NotFound where the restore has no such document
    public JsonDiff difference(Actor actor, Scope scope, UUID id, String path) {
        access.require(actor, scope, Capability.RESTORE_EXECUTE);
        var restore = found(scope, id);
        var wanted = snapshots
                .content(scope, restore.snapshotId(), path)
                .orElseThrow(() -> new Problem.NotFound("not_found"));
        return JsonDiff.of(snapshots.content(scope, restore.beforeId(), path).orElse(null), wanted);
    }

    /// Which documents a list holds.
    public enum ItemsShown {
        ALL,
        /// Without those that are, and were, as they are to be.
        DIFFERING
    }
}

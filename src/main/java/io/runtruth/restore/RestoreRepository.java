package io.runtruth.restore;

import io.runtruth.access.Actor;
import io.runtruth.operations.OperationRun;
import io.runtruth.restore.RestoreRun.ActedBy;
import io.runtruth.restore.RestoreRun.RestoreCounts;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The writer's statements about restores; each names what it expects.
@Repository
class RestoreRepository {

    private final JdbcClient jdbc;

    RestoreRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(RestoreRun restore) {
        jdbc.sql("""
                insert into restore_run
                    (id, workspace_id, environment_id, snapshot_id, before_id, place, state, preview_digest, chosen,
                    previewed_at, previewed_by, previewed_by_id, approved_at, approved_by, approved_by_id, applied,
                    unchanged, skipped, failed, contradicted)
                values (:id, :workspace, :environment, :snapshot, :before, :place, 'not_begun', :digest, :chosen,
                    :at, :by, :byId, :approvedAt, :approvedBy, :approvedById, 0, 0, 0, 0, 0)
                """)
                .param("id", restore.id())
                .param("workspace", restore.scope().workspaceId())
                .param("environment", restore.scope().environmentId())
                .param("snapshot", restore.snapshotId())
                .param("before", restore.beforeId())
                .param("place", restore.place())
                .param("digest", restore.previewDigest())
                .param("chosen", restore.chosen())
                .param("at", utc(restore.previewed().at()))
                .param("by", restore.previewed().name())
                .param("byId", restore.previewed().account())
                .param(
                        "approvedAt",
                        restore.approved() == null
                                ? null
                                : utc(restore.approved().at()))
                .param(
                        "approvedBy",
                        restore.approved() == null ? null : restore.approved().name())
                .param(
                        "approvedById",
                        restore.approved() == null ? null : restore.approved().account())
                .update();
    }

    void insertItems(RestoreRun restore, List<RestoreItem> items) {
        jdbc.sql("""
                insert into restore_item
                    (restore_id, workspace_id, environment_id, path, change, chosen, before_digest, wanted_digest)
                select :restore, :workspace, :environment, path, change, chosen, before_digest, wanted_digest
                from unnest(cast(:paths as text[]), cast(:changes as text[]), cast(:chosen as bool[]),
                    cast(:befores as text[]), cast(:wanted as text[]))
                    as item (path, change, chosen, before_digest, wanted_digest)
                """)
                .param("restore", restore.id())
                .param("workspace", restore.scope().workspaceId())
                .param("environment", restore.scope().environmentId())
                .param("paths", items.stream().map(RestoreItem::path).toArray(String[]::new))
                .param("changes", items.stream().map(it -> it.change().code()).toArray(String[]::new))
                .param("chosen", items.stream().map(RestoreItem::chosen).toArray(Boolean[]::new))
                .param("befores", items.stream().map(RestoreItem::beforeDigest).toArray(String[]::new))
                .param("wanted", items.stream().map(RestoreItem::wantedDigest).toArray(String[]::new))
                .update();
    }

    Optional<RestoreRun> find(Scope scope, UUID id) {
        return select(scope, id, "");
    }

    /// Until the transaction ends.
    Optional<RestoreRun> lock(Scope scope, UUID id) {
        return select(scope, id, "for no key update");
    }

    private Optional<RestoreRun> select(Scope scope, UUID id, String lock) {
        return jdbc.sql("""
                select *
                from restore_run
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                """ + lock)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("id", id)
                .query(RestoreRepository::restore)
                .optional();
    }

    /// The one that the run was started for.
    Optional<RestoreRun> ofRun(Scope scope, UUID runId) {
        return jdbc.sql("""
                select *
                from restore_run
                where workspace_id = :workspace
                and environment_id = :environment
                and run_id = :run
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("run", runId)
                .query(RestoreRepository::restore)
                .optional();
    }

    /// All of its documents by path.
    List<RestoreItem> items(RestoreRun restore) {
        return jdbc.sql("""
                select path, change, chosen, before_digest, wanted_digest, result, reason, found_digest
                from restore_item
                where restore_id = :restore
                and workspace_id = :workspace
                and environment_id = :environment
                order by path
                limit :most
                """)
                .param("restore", restore.id())
                .param("workspace", restore.scope().workspaceId())
                .param("environment", restore.scope().environmentId())
                .param("most", DocumentSet.MOST)
                .query(RestoreRepository::item)
                .list();
    }

    /// Another choice of documents, by whom it is from now on; nobody has approved it yet.
    void choose(RestoreRun restore, List<String> paths, String digest, ActedBy by) {
        jdbc.sql("update restore_item set chosen = path = any (:paths) where restore_id = :restore")
                .param("paths", paths.toArray(String[]::new))
                .param("restore", restore.id())
                .update();
        jdbc.sql("""
                update restore_run
                set chosen = :chosen, preview_digest = :digest, previewed_at = :at, previewed_by = :by,
                    previewed_by_id = :byId, approved_at = null, approved_by = null, approved_by_id = null
                where id = :restore
                """)
                .param("chosen", paths.size())
                .param("digest", digest)
                .param("at", utc(by.at()))
                .param("by", by.name())
                .param("byId", by.account())
                .param("restore", restore.id())
                .update();
    }

    void approve(RestoreRun restore, ActedBy by) {
        jdbc.sql("""
                update restore_run
                set approved_at = :at, approved_by = :by, approved_by_id = :byId
                where id = :restore
                """)
                .param("at", utc(by.at()))
                .param("by", by.name())
                .param("byId", by.account())
                .param("restore", restore.id())
                .update();
    }

    void start(RestoreRun restore, UUID runId, Actor actor, Instant at) {
        jdbc.sql("""
                update restore_run
                set run_id = :run, started_at = :at, started_by = :by
                where id = :restore
                and state = 'not_begun'
                and started_at is null
                """)
                .param("run", runId)
                .param("at", utc(at))
                .param("by", actor.name())
                .param("restore", restore.id())
                .update();
    }

    /// Whether this attempt holds the run, which stays so until the transaction ends.
    boolean holds(OperationRun run) {
        return jdbc.sql("""
                select 1
                from operation_run
                where id = :run
                and workspace_id = :workspace
                and status = 'running'
                and attempt = :attempt
                for share
                """)
                .param("run", run.id())
                .param("workspace", run.workspaceId())
                .param("attempt", run.attempt())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// @return false where it had begun, or was refused
    boolean begin(RestoreRun restore, Instant at) {
        return jdbc.sql("""
                update restore_run
                set state = 'in_progress', begun_at = :at
                where id = :restore
                and state = 'not_begun'
                """).param("at", utc(at)).param("restore", restore.id()).update() == 1;
    }

    /// What the target says already is there nothing to do about.
    ///
    /// @return how many documents
    int settleUnchanged(RestoreRun restore, Instant at) {
        return jdbc.sql("""
                update restore_item
                set result = 'unchanged', done_at = :at
                where restore_id = :restore
                and chosen
                and change = 'unchanged'
                and result is null
                """).param("at", utc(at)).param("restore", restore.id()).update();
    }

    boolean refuse(RestoreRun restore, Instant at) {
        return jdbc.sql("""
                update restore_run
                set state = 'refused', ended_at = :at
                where id = :restore
                and state = 'not_begun'
                """).param("at", utc(at)).param("restore", restore.id()).update() == 1;
    }

    /// One that has a result keeps it.
    void record(RestoreRun restore, List<RecordedResult> results, Instant at) {
        jdbc.sql("""
                update restore_item item
                set result = done.result, reason = done.reason, done_at = :at
                from unnest(cast(:paths as text[]), cast(:results as text[]), cast(:reasons as text[]))
                    as done (path, result, reason)
                where item.restore_id = :restore
                and item.path = done.path
                and item.chosen
                and item.result is null
                """)
                .param("paths", results.stream().map(RecordedResult::path).toArray(String[]::new))
                .param("results", results.stream().map(it -> it.result().code()).toArray(String[]::new))
                .param("reasons", results.stream().map(RecordedResult::reason).toArray(String[]::new))
                .param("at", utc(at))
                .param("restore", restore.id())
                .update();
    }

    /// What was read back otherwise than it should be, and what could not be.
    void found(RestoreRun restore, List<FoundDocument> found) {
        jdbc.sql("""
                update restore_item item
                set found_digest = read.digest, reason = coalesce(item.reason, read.reason)
                from unnest(cast(:paths as text[]), cast(:digests as text[]), cast(:reasons as text[]))
                    as read (path, digest, reason)
                where item.restore_id = :restore
                and item.path = read.path
                """)
                .param("paths", found.stream().map(FoundDocument::path).toArray(String[]::new))
                .param("digests", found.stream().map(FoundDocument::digest).toArray(String[]::new))
                .param("reasons", found.stream().map(FoundDocument::reason).toArray(String[]::new))
                .param("restore", restore.id())
                .update();
    }

    /// What there is of results while it is worked on.
    RestoreCounts counted(RestoreRun restore) {
        return jdbc.sql("""
                select count(*) filter (where result = 'applied') as applied,
                    count(*) filter (where result = 'unchanged') as unchanged,
                    count(*) filter (where result = 'skipped') as skipped,
                    count(*) filter (where result = 'failed') as failed, 0 as contradicted
                from restore_item
                where restore_id = :restore
                and workspace_id = :workspace
                and environment_id = :environment
                and chosen
                """)
                .param("restore", restore.id())
                .param("workspace", restore.scope().workspaceId())
                .param("environment", restore.scope().environmentId())
                .query(RestoreRepository::counts)
                .single();
    }

    /// Counts the results: of everything chosen, what has none has failed.
    RestoreCounts finish(RestoreRun restore, int contradicted, @Nullable String afterDigest, Instant at) {
        return jdbc.sql("""
                update restore_run
                set state = 'completed', ended_at = :at, after_digest = :after, contradicted = :contradicted,
                    applied = counted.applied, unchanged = counted.unchanged, skipped = counted.skipped,
                    failed = counted.failed
                from (
                    select count(*) filter (where result = 'applied') as applied,
                        count(*) filter (where result = 'unchanged') as unchanged,
                        count(*) filter (where result = 'skipped') as skipped,
                        count(*) filter (where result = 'failed' or result is null) as failed
                    from restore_item
                    where restore_id = :restore
                    and chosen) counted
                where id = :restore
                and state = 'in_progress'
                returning restore_run.applied, restore_run.unchanged, restore_run.skipped, restore_run.failed,
                    restore_run.contradicted
                """)
                .param("at", utc(at))
                .param("after", afterDigest)
                .param("contradicted", contradicted)
                .param("restore", restore.id())
                .query(RestoreRepository::counts)
                .single();
    }

    static RestoreRun restore(ResultSet row, int index) throws SQLException {
        return new RestoreRun(
                row.getObject("id", UUID.class),
                new Scope(row.getObject("workspace_id", UUID.class), row.getObject("environment_id", UUID.class)),
                row.getObject("snapshot_id", UUID.class),
                row.getObject("before_id", UUID.class),
                row.getString("place"),
                Coded.stored(RestoreState.class, row.getString("state")),
                row.getString("preview_digest"),
                row.getInt("chosen"),
                Objects.requireNonNull(by(row, "previewed", "previewed_by_id")),
                by(row, "approved", "approved_by_id"),
                row.getObject("run_id", UUID.class),
                by(row, "started", null),
                instant(row, "ended_at"),
                counts(row, index),
                row.getString("after_digest"));
    }

    private static RestoreCounts counts(ResultSet row, int index) throws SQLException {
        return new RestoreCounts(
                row.getInt("applied"),
                row.getInt("unchanged"),
                row.getInt("skipped"),
                row.getInt("failed"),
                row.getInt("contradicted"));
    }

    private static @Nullable ActedBy by(ResultSet row, String what, @Nullable String account) throws SQLException {
        var at = instant(row, what + "_at");
        return at == null
                ? null
                : new ActedBy(
                        row.getString(what + "_by"), account == null ? null : row.getObject(account, UUID.class), at);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static RestoreItem item(ResultSet row, int index) throws SQLException {
        var result = row.getString("result");
        return new RestoreItem(
                row.getString("path"),
                Coded.stored(ItemChange.class, row.getString("change")),
                row.getBoolean("chosen"),
                row.getString("before_digest"),
                row.getString("wanted_digest"),
                result == null ? null : Coded.stored(ItemResult.class, result),
                row.getString("reason"),
                row.getString("found_digest"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    record RecordedResult(
            String path, ItemResult result, @Nullable String reason) {}

    /// @param digest null where it was not there, or could not be read
    /// @param reason which of the two; null where there is a digest
    record FoundDocument(
            String path, @Nullable String digest, @Nullable String reason) {

        /// Whether it speaks against its result.
        boolean isContradicting() {
            return !RestoreItem.UNREAD.equals(reason);
        }
    }
}

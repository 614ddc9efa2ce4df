package io.runtruth.restore;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// The snapshots of an environment. That they are there, and which documents they have, everyone may see who sees
/// its operations; what documents say, whoever may restore them (contract 8): configuration holds secrets.
@Service
public class SnapshotQueries {

    private static final Cursor BEGINNING = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    /// The documents that two snapshots have not in the same words, by path.
    private static final String DIFFERENCES = """
            from (
                select path, digest, meaning
                from configuration_document
                where snapshot_id = :from
                and workspace_id = :workspace
                and environment_id = :environment) one
            full join (
                select path, digest, meaning
                from configuration_document
                where snapshot_id = :to
                and workspace_id = :workspace
                and environment_id = :environment) two on two.path = one.path
            where one.digest is distinct from two.digest
            """;

    private static final String DIFFERENCE = """
            case
                when one.digest is null then 'added'
                when two.digest is null then 'removed'
                when one.meaning = two.meaning then 'reformatted'
                else 'changed'
            end as difference
            """;

    private final Access access;
    private final SnapshotRepository snapshots;
    private final JdbcClient jdbc;

    SnapshotQueries(Access access, SnapshotRepository snapshots, JdbcClient jdbc) {
        this.access = access;
        this.snapshots = snapshots;
        this.jdbc = jdbc;
    }

    /// The newest first.
    public KeyPage<ConfigurationSnapshot> page(Actor actor, Scope scope, @Nullable Cursor after, int size) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        var from = after == null ? BEGINNING : after;
        var read = jdbc.sql("""
                select *
                from configuration_snapshot
                where workspace_id = :workspace
                and environment_id = :environment
                and (taken_at, id) < (:at, :id)
                order by taken_at desc, id desc
                limit :limit
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("at", from.at().atOffset(ZoneOffset.UTC))
                .param("id", from.id())
                .param("limit", size + 1)
                .query(SnapshotRepository::snapshot)
                .list();
        return KeyPage.cut(read, size, it -> new Cursor(it.takenAt(), it.id()));
    }

    /// @throws Problem.NotFound also for one of another environment
    public ConfigurationSnapshot one(Actor actor, Scope scope, UUID id) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        return found(scope, id);
    }

    private ConfigurationSnapshot found(Scope scope, UUID id) {
        return snapshots.find(scope, id).orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// The one that somebody took for itself last, whoever had its content first; empty where there is
    /// none. For who has checked the right.
    Optional<ConfigurationSnapshot> newestKept(Scope scope) {
        return jdbc.sql("""
                select s.*
                from kept_snapshot k
                join configuration_snapshot s on s.id = k.snapshot_id
                where k.workspace_id = :workspace
                and k.environment_id = :environment
                order by k.kept_at desc, k.snapshot_id desc
                limit 1
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query(SnapshotRepository::snapshot)
                .optional();
    }

    /// By path.
    ///
    /// @param part of the path, in any case of letters; empty for all
    /// @param after the path behind which it begins; null from the first
    /// @param limit 1 or more
    public List<KeptDocument> documents(
            Actor actor, Scope scope, UUID id, String part, @Nullable String after, int limit) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        found(scope, id);
        return jdbc.sql("""
                select path, digest, meaning, size_bytes
                from configuration_document
                where snapshot_id = :snapshot
                and workspace_id = :workspace
                and environment_id = :environment
                and path > :after
                and position(lower(:part) in lower(path)) > 0
                order by path
                limit :limit
                """)
                .param("part", part)
                .param("snapshot", id)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query(SnapshotRepository::document)
                .list();
    }

    /// The documents that differ, by path, from the one snapshot to the other.
    ///
    /// @param after the path behind which it begins; null from the first
    /// @param limit 1 or more
    public List<DocumentDifference> differences(
            Actor actor, Scope scope, ComparedSnapshots compared, @Nullable String after, int limit) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        found(scope, compared.from());
        found(scope, compared.to());
        return jdbc.sql("select coalesce(one.path, two.path) as path, " + DIFFERENCE + DIFFERENCES + """
                and coalesce(one.path, two.path) > :after
                order by path
                limit :limit
                """)
                .param("from", compared.from())
                .param("to", compared.to())
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query((row, _) -> new DocumentDifference(
                        row.getString("path"),
                        Coded.stored(DocumentDifference.DifferenceKind.class, row.getString("difference"))))
                .list();
    }

    /// How many documents differ, by kind; those that do not are not counted.
    public Map<DocumentDifference.DifferenceKind, Integer> differenceCounts(
            Actor actor, Scope scope, ComparedSnapshots compared) {
        access.require(actor, scope, Capability.OPERATIONS_VIEW);
        found(scope, compared.from());
        found(scope, compared.to());
        var counts = new EnumMap<DocumentDifference.DifferenceKind, Integer>(DocumentDifference.DifferenceKind.class);
        jdbc.sql("select difference, count(*) as documents from (select " + DIFFERENCE + DIFFERENCES
                        + ") differing group by difference")
                .param("from", compared.from())
                .param("to", compared.to())
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query((row, _) -> counts.put(
                        Coded.stored(DocumentDifference.DifferenceKind.class, row.getString("difference")),
                        row.getInt("documents")))
                .list();
        return counts;
    }

    /// What within one document differs between two snapshots, without its secrets; for whoever may restore it.
    ///
    /// @throws Problem.NotFound where neither has such a document
    public JsonDiff difference(Actor actor, Scope scope, ComparedSnapshots compared, String path) {
        access.require(actor, scope, Capability.RESTORE_EXECUTE);
        found(scope, compared.from());
        found(scope, compared.to());
        var from = content(scope, compared.from(), path);
        var to = content(scope, compared.to(), path);
        if (from.isEmpty() && to.isEmpty()) {
            throw new Problem.NotFound("not_found");
        }
        return JsonDiff.of(from.orElse(null), to.orElse(null));
    }

    /// What one document says, without its secrets; for whoever may restore it.
    ///
    /// @throws Problem.NotFound where the snapshot has no such document
    public JsonDiff shown(Actor actor, Scope scope, UUID id, String path) {
        access.require(actor, scope, Capability.RESTORE_EXECUTE);
        found(scope, id);
        return JsonDiff.of(null, content(scope, id, path).orElseThrow(() -> new Problem.NotFound("not_found")));
    }

    /// Empty where the snapshot has no such document.
    Optional<byte[]> content(Scope scope, UUID snapshot, String path) {
        return jdbc.sql("""
                select c.content
                from configuration_document d
                join configuration_content c on c.environment_id = d.environment_id and c.digest = d.digest
                where d.snapshot_id = :snapshot
                and d.workspace_id = :workspace
                and d.environment_id = :environment
                and d.path = :path
                """)
                .param("snapshot", snapshot)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("path", path)
                .query((row, _) -> row.getBytes("content"))
                .optional();
    }

    /// All of them by path; for who has checked the right.
    List<KeptDocument> all(Scope scope, UUID snapshot) {
        return jdbc.sql("""
                select path, digest, meaning, size_bytes
                from configuration_document
                where snapshot_id = :snapshot
                and workspace_id = :workspace
                and environment_id = :environment
                order by path
                limit :most
                """)
                .param("snapshot", snapshot)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("most", DocumentSet.MOST)
                .query(SnapshotRepository::document)
                .list();
    }

    /// The bytes by digest; for who has checked the right.
    Map<String, byte[]> contents(Scope scope, List<String> digests) {
        var contents = new HashMap<String, byte[]>();
        jdbc.sql("""
                select digest, content
                from configuration_content
                where workspace_id = :workspace
                and environment_id = :environment
                and digest = any (:digests)
                limit :most
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("digests", digests.toArray(String[]::new))
                .param("most", digests.size())
                .query((row, _) -> contents.put(row.getString("digest"), row.getBytes("content")))
                .list();
        return contents;
    }

    /// Two snapshots of one environment, in the order in which they are compared.
    public record ComparedSnapshots(UUID from, UUID to) {}
}

package io.runtruth.restore;

import io.runtruth.shared.Coded;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What writes snapshots and the contents that they share.
@Repository
class SnapshotRepository {

    /// Most that one call removes.
    static final int PURGED_AT_ONCE = 500;

    private final JdbcClient jdbc;

    SnapshotRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What those of the contents say that documents of the environment have; null in it for what is no JSON.
    Map<String, Optional<String>> meanings(Scope scope, Collection<String> digests) {
        var known = new HashMap<String, Optional<String>>();
        jdbc.sql("""
                select distinct on (digest) digest, meaning
                from configuration_document
                where environment_id = :environment
                and workspace_id = :workspace
                and digest = any (:digests)
                order by digest
                limit :most
                """)
                .param("environment", scope.environmentId())
                .param("workspace", scope.workspaceId())
                .param("digests", digests.toArray(String[]::new))
                .param("most", digests.size())
                .query((row, _) -> known.put(row.getString("digest"), Optional.ofNullable(row.getString("meaning"))))
                .list();
        return known;
    }

    /// Those that are there already are only kept from being removed as nobody's.
    void insertContents(Scope scope, Collection<DocumentContent> contents, Instant at) {
        jdbc.sql("""
                insert into configuration_content as known (workspace_id, environment_id, digest, content, stored_at)
                select :workspace, :environment, digest, content, :at
                from unnest(cast(:digests as text[]), cast(:contents as bytea[])) as stored (digest, content)
                order by digest
                on conflict (environment_id, digest) do update set stored_at = excluded.stored_at
                where known.stored_at < excluded.stored_at - interval '1 hour'
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("digests", contents.stream().map(DocumentContent::digest).toArray(String[]::new))
                .param("contents", contents.stream().map(DocumentContent::bytes).toArray(byte[][]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// @return false where the environment has one of this content; nothing was written
    boolean insert(ConfigurationSnapshot snapshot) {
        return jdbc.sql("""
                insert into configuration_snapshot
                    (id, workspace_id, environment_id, digest, documents, unreadable, size_bytes, origin, source,
                    taken_at, taken_by)
                values (:id, :workspace, :environment, :digest, :documents, :unreadable, :size, :origin, :source,
                    :at, :by)
                on conflict (workspace_id, environment_id, digest) do nothing
                """)
                        .param("id", snapshot.id())
                        .param("workspace", snapshot.scope().workspaceId())
                        .param("environment", snapshot.scope().environmentId())
                        .param("digest", snapshot.digest())
                        .param("documents", snapshot.documents())
                        .param("unreadable", snapshot.unreadable())
                        .param("size", snapshot.sizeBytes())
                        .param("origin", snapshot.origin().code())
                        .param("source", snapshot.source())
                        .param("at", snapshot.takenAt().atOffset(ZoneOffset.UTC))
                        .param("by", snapshot.takenBy())
                        .update()
                == 1;
    }

    void insertDocuments(ConfigurationSnapshot snapshot, List<KeptDocument> documents) {
        jdbc.sql("""
                insert into configuration_document
                    (snapshot_id, workspace_id, environment_id, path, digest, meaning, size_bytes)
                select :snapshot, :workspace, :environment, path, digest, meaning, size_bytes
                from unnest(cast(:paths as text[]), cast(:digests as text[]), cast(:meanings as text[]),
                    cast(:sizes as int[])) as document (path, digest, meaning, size_bytes)
                """)
                .param("snapshot", snapshot.id())
                .param("workspace", snapshot.scope().workspaceId())
                .param("environment", snapshot.scope().environmentId())
                .param("paths", documents.stream().map(KeptDocument::path).toArray(String[]::new))
                .param("digests", documents.stream().map(KeptDocument::digest).toArray(String[]::new))
                .param("meanings", documents.stream().map(KeptDocument::meaning).toArray(String[]::new))
                .param("sizes", documents.stream().map(KeptDocument::sizeBytes).toArray(Integer[]::new))
                .update();
    }

    /// Somebody took it for itself, now or again.
    void keep(ConfigurationSnapshot snapshot, Instant at, String by) {
        jdbc.sql("""
                insert into kept_snapshot as known (snapshot_id, workspace_id, environment_id, kept_at, kept_by)
                values (:snapshot, :workspace, :environment, :at, :by)
                on conflict (snapshot_id) do update set kept_at = excluded.kept_at, kept_by = excluded.kept_by
                where known.kept_at < excluded.kept_at
                """)
                .param("snapshot", snapshot.id())
                .param("workspace", snapshot.scope().workspaceId())
                .param("environment", snapshot.scope().environmentId())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    Optional<ConfigurationSnapshot> ofContent(Scope scope, String digest) {
        return jdbc.sql("""
                select *
                from configuration_snapshot
                where workspace_id = :workspace
                and environment_id = :environment
                and digest = :digest
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("digest", digest)
                .query(SnapshotRepository::snapshot)
                .optional();
    }

    Optional<ConfigurationSnapshot> find(Scope scope, UUID id) {
        return jdbc.sql("""
                select *
                from configuration_snapshot
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("id", id)
                .query(SnapshotRepository::snapshot)
                .optional();
    }

    /// Removes contents that were stored before a snapshot was to name them, and that none names.
    ///
    /// @return how many; as many as could be at once where there may be more
    int purge(Instant storedBefore) {
        return jdbc.sql("""
                delete from configuration_content
                where (environment_id, digest) in (
                    select c.environment_id, c.digest
                    from configuration_content c
                    where c.stored_at < :before
                    and not exists (
                        select
                        from configuration_document d
                        where d.environment_id = c.environment_id
                        and d.digest = c.digest)
                    order by c.stored_at
                    limit :most
                    for update skip locked)
                """)
                .param("before", storedBefore.atOffset(ZoneOffset.UTC))
                .param("most", PURGED_AT_ONCE)
                .update();
    }

    static ConfigurationSnapshot snapshot(ResultSet row, int index) throws SQLException {
        return new ConfigurationSnapshot(
                row.getObject("id", UUID.class),
                new Scope(row.getObject("workspace_id", UUID.class), row.getObject("environment_id", UUID.class)),
                row.getString("digest"),
                row.getInt("documents"),
                row.getInt("unreadable"),
                row.getLong("size_bytes"),
                Coded.stored(SnapshotOrigin.class, row.getString("origin")),
                row.getString("source"),
                row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                row.getString("taken_by"));
    }

    static KeptDocument document(ResultSet row, int index) throws SQLException {
        return new KeptDocument(
                row.getString("path"), row.getString("digest"), row.getString("meaning"), row.getInt("size_bytes"));
    }

    /// @param bytes as they were found
    record DocumentContent(String digest, byte[] bytes) {}
}

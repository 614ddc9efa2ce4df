package io.runtruth.evidence;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The evidence of an environment. Everyone who may see its reviews may see it, which whoever may import does too.
@Service
public class EvidenceQueries {

    /// Most items of a page, and most checks of a batch.
    public static final int MOST = 1_000;

    private static final Cursor BEGINNING = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    private final Access access;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    EvidenceQueries(Access access, JdbcClient jdbc, JsonMapper json) {
        this.access = access;
        this.jdbc = jdbc;
        this.json = json;
    }

    /// The newest import first.
    ///
    /// @param after where the page begins; `null` for the first one
    /// @param limit 1 to 1,000
    @Transactional(readOnly = true)
    public KeyPage<EvidenceSnapshot> page(Actor actor, Scope scope, @Nullable Cursor after, int limit) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        var from = after == null ? BEGINNING : after;
        var size = Math.clamp(limit, 1, MOST);
        var rows = jdbc.sql("""
            select *
            from evidence_snapshot
            where workspace_id = :workspace
            and environment_id = :environment
            and (imported_at, id) < (:at, :id)
            order by imported_at desc, id desc
            limit :limit
            """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("at", from.at().atOffset(ZoneOffset.UTC))
                .param("id", from.id())
                .param("limit", size + 1)
                .query(this::snapshot)
                .list();
        return rows.size() <= size ? new KeyPage<>(rows, Optional.empty()) : cut(rows.subList(0, size));
    }

    private static KeyPage<EvidenceSnapshot> cut(List<EvidenceSnapshot> rows) {
        var last = rows.getLast();
        return new KeyPage<>(rows, Optional.of(new Cursor(last.importedAt(), last.id())));
    }

    /// @throws Problem.NotFound also for one of another environment (I12)
    @Transactional(readOnly = true)
    public EvidenceSnapshot detail(Actor actor, Scope scope, UUID snapshotId) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        return jdbc.sql("""
            select *
            from evidence_snapshot
            where workspace_id = :workspace
            and environment_id = :environment
            and id = :id
            """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("id", snapshotId)
                .query(this::snapshot)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// The newest snapshot for each tool and target by the tools' own time, at most 1,000: what an evidence set is
    /// chosen from (SPEC 6.1.1). Of bytes that were once taken for another format the last word counts.
    /// For services that have checked the actor's right.
    @Transactional(readOnly = true)
    public List<EvidenceSnapshot> newest(Scope scope) {
        return jdbc.sql("""
            select distinct on (tool, lower(coalesce(target_id, ''))) *
            from evidence_snapshot s
            where workspace_id = :workspace
            and environment_id = :environment
            and not exists (
                select
                from evidence_snapshot again
                where again.workspace_id = s.workspace_id
                and again.environment_id = s.environment_id
                and again.file_digest = s.file_digest
                and again.tenant = s.tenant
                and again.format <> s.format
                and again.imported_at > s.imported_at)
            order by tool, lower(coalesce(target_id, '')), collected_at desc, imported_at desc, id desc
            limit :most
            """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("most", MOST)
                .query(this::snapshot)
                .list();
    }

    /// These snapshots, in no order; for services and jobs that have checked the actor's right.
    @Transactional(readOnly = true)
    public List<EvidenceSnapshot> snapshots(Scope scope, Collection<UUID> ids) {
        return jdbc.sql("""
            select *
            from evidence_snapshot
            where workspace_id = :workspace
            and environment_id = :environment
            and id = any (:ids)
            """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("ids", ids.toArray(UUID[]::new))
                .query(this::snapshot)
                .list();
    }

    /// The snapshot of these bytes read as this format, where the environment has one.
    ///
    /// @param tenant see [FileFacts#tenant()]
    @Transactional(readOnly = true)
    Optional<EvidenceSnapshot> ofFile(Scope scope, String digest, String tenant, EvidenceFormat format) {
        return jdbc.sql("""
            select *
            from evidence_snapshot
            where workspace_id = :workspace
            and environment_id = :environment
            and file_digest = :digest
            and tenant = :tenant
            and format = :format
            """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("digest", digest)
                .param("tenant", tenant)
                .param("format", format.name())
                .query(this::snapshot)
                .optional();
    }

    /// A batch of a snapshot's checks in the order of the file; the next one begins at `from` plus the size of this
    /// one, and an empty one is the end. For services that have checked the actor's right.
    ///
    /// @param from position of the first check, from 0
    /// @param limit 1 to 1,000
    @Transactional(readOnly = true)
    public List<Check> checks(Scope scope, UUID snapshotId, int from, int limit) {
        return jdbc.sql("""
            select c.*
            from evidence_snapshot s
            join evidence_check c on c.import_id = s.id
            where s.workspace_id = :workspace
            and s.environment_id = :environment
            and s.id = :id
            and c.position >= :from
            order by c.position
            limit :limit
            """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("id", snapshotId)
                .param("from", from)
                .param("limit", Math.clamp(limit, 1, MOST))
                .query(EvidenceQueries::check)
                .list();
    }

    private EvidenceSnapshot snapshot(ResultSet row, int index) throws SQLException {
        var scope = new Scope(row.getObject("workspace_id", UUID.class), row.getObject("environment_id", UUID.class));
        var facts = json.readValue(row.getString("facts"), FileFacts.class);
        var collectedAt = instant(row, "collected_at");
        return new EvidenceSnapshot(
                row.getObject("id", UUID.class),
                scope,
                new EvidenceSnapshot.StoredFile(
                        row.getString("file_name"), row.getLong("size_bytes"), row.getString("file_digest")),
                facts,
                collectedAt,
                !collectedAt.equals(facts.collectedAt()),
                instant(row, "imported_at"),
                row.getString("imported_by"),
                row.getString("confirmed_by"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Check check(ResultSet row, int index) throws SQLException {
        return new Check(
                row.getString("control_id"),
                row.getString("base_id"),
                row.getInt("ordinal"),
                row.getString("title"),
                CheckResult.valueOf(row.getString("result").toUpperCase(Locale.ROOT)),
                row.getString("raw_result"),
                row.getString("result_reason"),
                Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                row.getString("raw_severity"),
                suppression(row),
                row.getString("area"),
                row.getString("resource"),
                row.getString("detail"),
                row.getString("remediation_url"));
    }

    private static Check.@Nullable Suppression suppression(ResultSet row) throws SQLException {
        return row.getBoolean("suppressed")
                ? new Check.Suppression(
                        row.getString("suppression_reason"), row.getObject("suppressed_until", LocalDate.class))
                : null;
    }
}

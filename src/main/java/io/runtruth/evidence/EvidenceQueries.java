package io.runtruth.evidence;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The evidence of an environment. An import that has not become a snapshot is not visible here (I15).
@Service
public class EvidenceQueries {

    private static final int MOST_ROWS = 200;
    private static final int MOST_NEWEST = 1_000;

    private static final String ROWS = """
            select id, workspace_id, environment_id, format, tool, tool_version, target_id, target_name, tenant,
                tool_collected_at, collected_at, file_name, size_bytes, file_digest, posture_digest, checks, suppressed,
                by_result, by_raw_result, summary_differences, skipped, warnings, imported_at, imported_by, confirmed_by
            from evidence_snapshot
            where workspace_id = :workspace
            and environment_id = :environment
            """;

    private final Access access;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    EvidenceQueries(Access access, JdbcClient jdbc, JsonMapper json) {
        this.access = access;
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Last imported first.
    ///
    /// @param after where to go on; null for the last imported
    /// @param limit 1 to 200
    @Transactional(readOnly = true)
    public KeyPage<EvidenceSnapshot> page(Actor actor, Scope scope, @Nullable Cursor after, int limit) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        var size = Math.clamp(limit, 1, MOST_ROWS);
        var rows = jdbc.sql(ROWS + """
                and (:after::timestamptz is null or (imported_at, id) < (:after, :afterId))
                order by imported_at desc, id desc
                limit :limit
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("after", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .param("afterId", after == null ? null : after.id())
                .param("limit", size + 1)
                .query(this::snapshot)
                .list();
        var shown = rows.size() > size ? rows.subList(0, size) : rows;
        return new KeyPage<>(
                shown,
                rows.size() > size
                        ? Optional.of(new Cursor(
                                shown.getLast().importedAt(), shown.getLast().id()))
                        : Optional.empty());
    }

    /// @throws Problem.NotFound also for a snapshot that the actor may not see (I12)
    @Transactional(readOnly = true)
    public EvidenceSnapshot detail(Actor actor, Scope scope, UUID snapshotId) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        return find(scope, snapshotId).orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    private Optional<EvidenceSnapshot> find(Scope scope, UUID snapshotId) {
        return jdbc.sql(ROWS + "and id = :id")
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("id", snapshotId)
                .query(this::snapshot)
                .optional();
    }

    /// The newest snapshot of each tool and target, by collection time and never by version; for services that have
    /// checked the actor's right.
    @Transactional(readOnly = true)
    public List<EvidenceSnapshot> newest(Scope scope) {
        return jdbc.sql("""
                select distinct on (tool, coalesce(target_id, '')) %s
                order by tool, coalesce(target_id, ''), collected_at desc, imported_at desc, id desc
                limit :most
                """.formatted(ROWS.replaceFirst("select ", "")))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("most", MOST_NEWEST)
                .query(this::snapshot)
                .list();
    }

    /// These snapshots, in no order; for services and jobs that have checked the actor's right.
    @Transactional(readOnly = true)
    public List<EvidenceSnapshot> snapshots(Scope scope, Collection<UUID> ids) {
        return jdbc.sql(ROWS + "and id = any (:ids)")
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("ids", ids.toArray(UUID[]::new))
                .query(this::snapshot)
                .list();
    }

    /// Checks in the order of their file; for services and jobs that have checked the actor's right.
    ///
    /// @param afterPosition of the last one that was read; -1 to begin
    @Transactional(readOnly = true)
    public List<Check> checks(Scope scope, UUID snapshotId, int afterPosition, int limit) {
        return jdbc.sql("""
                select c.*
                from evidence_check c
                join evidence_snapshot s on s.id = c.import_id
                where s.workspace_id = :workspace
                and s.environment_id = :environment
                and c.import_id = :snapshot
                and c.position > :after
                order by c.position
                limit :limit
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("snapshot", snapshotId)
                .param("after", afterPosition)
                .param("limit", limit)
                .query(EvidenceQueries::check)
                .list();
    }

    private EvidenceSnapshot snapshot(ResultSet row, int index) throws SQLException {
        return new EvidenceSnapshot(
                row.getObject("id", UUID.class),
                new Scope(row.getObject("workspace_id", UUID.class), row.getObject("environment_id", UUID.class)),
                facts(row),
                row.getString("file_name"),
                row.getLong("size_bytes"),
                row.getString("file_digest"),
                row.getTimestamp("collected_at").toInstant(),
                row.getTimestamp("imported_at").toInstant(),
                row.getString("imported_by"),
                row.getString("confirmed_by"));
    }

    private FileFacts facts(ResultSet row) throws SQLException {
        return new FileFacts(
                EvidenceFormat.ofCode(row.getString("format")),
                row.getString("tool"),
                row.getString("tool_version"),
                row.getString("target_id"),
                row.getString("target_name"),
                row.getString("tenant"),
                instant(row.getTimestamp("tool_collected_at")),
                row.getLong("checks"),
                byResult(row.getString("by_result")),
                json.readValue(row.getString("by_raw_result"), new TypeReference<Map<String, Long>>() {}),
                row.getLong("suppressed"),
                row.getString("posture_digest"),
                json.readValue(
                        row.getString("summary_differences"),
                        new TypeReference<List<FileFacts.SummaryDifference>>() {}),
                json.readValue(row.getString("skipped"), new TypeReference<Map<String, Long>>() {}),
                json.readValue(row.getString("warnings"), new TypeReference<List<String>>() {}));
    }

    private Map<CheckResult, Long> byResult(String stored) {
        var counts = new EnumMap<CheckResult, Long>(CheckResult.class);
        json.readValue(stored, new TypeReference<Map<String, Long>>() {})
                .forEach((code, count) -> counts.put(CheckResult.valueOf(code.toUpperCase(Locale.ROOT)), count));
        return counts;
    }

    private static Check check(ResultSet row, int index) throws SQLException {
        Date until = row.getDate("suppressed_until");
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
                row.getBoolean("suppressed")
                        ? new Check.Suppression(
                                row.getString("suppressed_reason"), until == null ? null : until.toLocalDate())
                        : null,
                row.getString("area"),
                row.getString("resource"),
                row.getString("detail"),
                row.getString("remediation_url"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}

package io.runtruth.evidence;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.environments.TargetIdentity;
import io.runtruth.shared.Coded;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The evidence of an environment. Everyone who may see its reviews may see it, which whoever may import does too.
@Service
public class EvidenceQueries {

    /// Most items of a page, and most checks of a batch.
    public static final int MOST = 1_000;

    /// Whether a snapshot, by the name that a statement has for it, is evidence of its environment: not where the
    /// environment is no longer known by its target, and not where the file was read as another format since.
    public static final String IS_EVIDENCE = """
            not exists (
                select
                from evidence_snapshot again
                where again.workspace_id = %1$s.workspace_id
                and again.environment_id = %1$s.environment_id
                and again.file_digest = %1$s.file_digest
                and again.tenant = %1$s.tenant
                and again.format <> %1$s.format
                and again.imported_at > %1$s.imported_at)
            and not exists (
                select
                from environment_target t
                where t.workspace_id = %1$s.workspace_id
                and t.environment_id = %1$s.environment_id
                and t.target_id = lower(%1$s.target_id)
                and t.unbound_at is not null)
            """;

    /// Which snapshot is the newest of its tool and target: a statement about `:workspace` and `:environment`,
    /// without its columns. For what has to be read together with something else.
    public static final String NEWEST = """
            select distinct on (tool, lower(coalesce(target_id, ''))) %s
            from evidence_snapshot s
            where workspace_id = :workspace
            and environment_id = :environment
            and
            """ + IS_EVIDENCE.formatted("s") + """
            order by tool, lower(coalesce(target_id, '')), collected_at desc, imported_at desc, id desc
            limit 1000
            """;

    private static final String AGED =
            """
            select e.name as environment, aged.tool, aged.collected_at
            from managed_environment e
            cross join lateral (
            """ + NEWEST.formatted("tool, collected_at, id").replace(":environment", "e.id") + """
            ) aged
            where e.workspace_id = :workspace
            and e.archived_at is null
            and (:all or e.id = any (:environments))
            and aged.collected_at < :before
            and (cast(:from as timestamptz) is null or aged.collected_at >= :from)
            order by aged.collected_at, aged.id
            limit :most
            """;

    private static final TypeReference<Map<ChangeKind, Long>> COUNTS = new TypeReference<>() {};

    private static final Cursor BEGINNING = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    /// In the order of collecting, a posture that is another than the one before begins a span of its tool and
    /// target; compared are the newest 1,000 imports of the environment.
    private static final String HISTORY = """
            with compared as (
                select id, tool, lower(coalesce(target_id, '')) as target, collected_at, imported_at, posture_digest
                from evidence_snapshot
                where workspace_id = :workspace
                and environment_id = :environment
                order by imported_at desc, id desc
                limit :most),
            begun as (
                select *, posture_digest is distinct from lag(posture_digest) over subject as begins,
                    lag(id) over subject as before_id
                from compared
                window subject as (partition by tool, target order by collected_at, imported_at, id)),
            spans as (
                select *, count(*) filter (where begins) over subject as span
                from begun
                window subject as (partition by tool, target order by collected_at, imported_at, id)),
            since as (
                select id, before_id, min(collected_at) over (partition by tool, target, span) as since
                from spans)
            select s.*, nullif(since.since, s.collected_at) as unchanged_since, c.counts,
                c.snapshot_id is not null as is_counted,
                since.before_id is null and not exists (
                    select
                    from evidence_snapshot older
                    where older.workspace_id = s.workspace_id
                    and older.environment_id = s.environment_id
                    and older.tool = s.tool
                    and lower(coalesce(older.target_id, '')) = lower(coalesce(s.target_id, ''))
                    and (older.collected_at, older.imported_at, older.id) < (s.collected_at, s.imported_at, s.id))
                    as is_first
            from evidence_snapshot s
            left join since on since.id = s.id
            left join evidence_changes c on c.workspace_id = s.workspace_id
                and c.environment_id = s.environment_id
                and c.snapshot_id = s.id
                and c.before_id = since.before_id
            where s.workspace_id = :workspace
            and s.environment_id = :environment
            """;

    private static final String OF_SAME_SUBJECT = """
            select *
            from evidence_snapshot
            where workspace_id = :workspace
            and environment_id = :environment
            and tool = :tool
            and lower(coalesce(target_id, '')) = lower(:target)
            """;

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
        return KeyPage.cut(rows, size, row -> new Cursor(row.importedAt(), row.id()));
    }

    /// A part of the history, the newest import first, each with how long its posture has been the same.
    ///
    /// @param after where it begins; `null` for the newest
    /// @param skip rows to leave out behind `after`, 0 to 1,000
    /// @param limit of rows, 1 to 1,000
    public List<EvidenceRow> history(Actor actor, Scope scope, @Nullable Cursor after, int skip, int limit) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        var from = after == null ? BEGINNING : after;
        return jdbc.sql(HISTORY + """
                and (s.imported_at, s.id) < (:at, :id)
                order by s.imported_at desc, s.id desc
                offset :skip
                limit :limit
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("most", MOST)
                .param("at", from.at().atOffset(ZoneOffset.UTC))
                .param("id", from.id())
                .param("skip", Math.clamp(skip, 0, MOST))
                .param("limit", Math.clamp(limit, 1, MOST))
                .query(this::row)
                .list();
    }

    /// Those of the ids that the environment has, in no order; at most 1,000.
    public List<EvidenceRow> history(Actor actor, Scope scope, Collection<UUID> ids) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        return jdbc.sql(HISTORY + """
                and s.id = any (:ids)
                limit :most
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("most", MOST)
                .param("ids", ids.toArray(UUID[]::new))
                .query(this::row)
                .list();
    }

    /// How many imports there are behind this place, counted no further than `most`.
    public int count(Actor actor, Scope scope, @Nullable Cursor after, int most) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        var from = after == null ? BEGINNING : after;
        return jdbc.sql("""
                select count(*)
                from (
                    select 1
                    from evidence_snapshot
                    where workspace_id = :workspace
                    and environment_id = :environment
                    and (imported_at, id) < (:at, :id)
                    limit :most) counted
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("at", from.at().atOffset(ZoneOffset.UTC))
                .param("id", from.id())
                .param("most", Math.clamp(most, 1, MOST))
                .query(Integer.class)
                .single();
    }

    private EvidenceRow row(ResultSet row, int index) throws SQLException {
        var unchangedSince = row.getObject("unchanged_since", OffsetDateTime.class);
        return new EvidenceRow(
                snapshot(row, index), unchangedSince == null ? null : unchangedSince.toInstant(), changes(row));
    }

    private ChangeSummary changes(ResultSet row) throws SQLException {
        if (row.getBoolean("is_first")) {
            return new ChangeSummary.FirstOfItsKind();
        }
        if (!row.getBoolean("is_counted")) {
            return new ChangeSummary.NotCounted();
        }
        var counts = row.getString("counts");
        return counts == null
                ? new ChangeSummary.NothingInCommon()
                : new ChangeSummary.Counted(json.readValue(counts, COUNTS));
    }

    /// @throws Problem.NotFound also for one of another environment (I12)
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

    /// As the other, for a screen.
    public List<EvidenceSnapshot> newest(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        return newest(scope);
    }

    /// How many of these are of the target: what the next review would lack if the environment were no longer known
    /// by it.
    public long sourcesOf(Actor actor, Scope scope, TargetIdentity target) {
        return newest(actor, scope).stream()
                .map(snapshot -> snapshot.facts().targetId())
                .filter(target.id()::equalsIgnoreCase)
                .count();
    }

    /// The newest snapshot for each tool and target by the tools' own time, at most 1,000: what an evidence set is
    /// chosen from (contract 6.1.1). Of bytes that were once taken for another format the last word counts. For
    /// services that have checked the actor's right.
    public List<EvidenceSnapshot> newest(Scope scope) {
        return jdbc.sql(NEWEST.formatted("*"))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query(this::snapshot)
                .list();
    }

    /// Who confirmed last that evidence of a target belongs to the environment, by the target's id in lower case; at
    /// most 1,000. One that was known from its first file on was confirmed by nobody.
    public Map<String, String> confirmedBy(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        var confirmed = new HashMap<String, String>();
        jdbc.sql("""
                select distinct on (lower(target_id)) lower(target_id) as target, confirmed_by
                from evidence_snapshot
                where workspace_id = :workspace
                and environment_id = :environment
                and target_id is not null
                and confirmed_by is not null
                order by lower(target_id), imported_at desc, id desc
                limit :most
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("most", MOST)
                .query(row -> {
                    confirmed.put(row.getString("target"), row.getString("confirmed_by"));
                });
        return Map.copyOf(confirmed);
    }

    /// Of the environments in use that the actor sees, the newest snapshot of each tool and target where it was
    /// collected before this time: what a limit of age leaves out of reviews (contract 6.1.1). The oldest first, at
    /// most 1,000.
    ///
    /// @param from nothing that is older still; null for all
    public List<AgedSource> aged(Actor actor, UUID workspaceId, @Nullable Instant from, Instant before) {
        var reach = access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW);
        return jdbc.sql(AGED)
                .param("workspace", reach.workspaceId())
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .param("from", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, _) -> new AgedSource(
                        row.getString("environment"),
                        row.getString("tool"),
                        row.getObject("collected_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// These snapshots, in no order; for services and jobs that have checked the actor's right.
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

    /// The snapshot of the same tool and target that was collected before this one, if there is any; for queries
    /// that have checked the actor's right.
    Optional<EvidenceSnapshot> before(EvidenceSnapshot snapshot) {
        return neighbour(snapshot, """
            and collected_at <= :collected_at
            and (collected_at, imported_at, id) < (:collected_at, :imported_at, :id)
            order by collected_at desc, imported_at desc, id desc
            limit 1
            """);
    }

    /// The same for the one after it.
    Optional<EvidenceSnapshot> after(EvidenceSnapshot snapshot) {
        return neighbour(snapshot, """
            and collected_at >= :collected_at
            and (collected_at, imported_at, id) > (:collected_at, :imported_at, :id)
            order by collected_at, imported_at, id
            limit 1
            """);
    }

    private Optional<EvidenceSnapshot> neighbour(EvidenceSnapshot snapshot, String which) {
        return jdbc.sql(OF_SAME_SUBJECT + which)
                .param("workspace", snapshot.scope().workspaceId())
                .param("environment", snapshot.scope().environmentId())
                .param("tool", snapshot.facts().tool())
                .param("target", Objects.requireNonNullElse(snapshot.facts().targetId(), ""))
                .param("collected_at", snapshot.collectedAt().atOffset(ZoneOffset.UTC))
                .param("imported_at", snapshot.importedAt().atOffset(ZoneOffset.UTC))
                .param("id", snapshot.id())
                .query(this::snapshot)
                .optional();
    }

    /// A batch of a snapshot's checks in the order of the file; the next one begins at `from` plus the size of this
    /// one, and an empty one is the end. For services that have checked the actor's right.
    ///
    /// @param from position of the first check, from 0
    /// @param limit 1 to 1,000
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
                .query(this::check)
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

    private Check check(ResultSet row, int index) throws SQLException {
        return new Check(
                row.getString("control_id"),
                row.getString("base_id"),
                row.getInt("ordinal"),
                row.getString("title"),
                Coded.of(CheckResult.class, row.getString("result")).orElseThrow(),
                row.getString("raw_result"),
                row.getString("result_reason"),
                Coded.of(Severity.class, row.getString("severity")).orElseThrow(),
                row.getString("raw_severity"),
                suppression(row),
                row.getString("area"),
                row.getString("resource"),
                row.getString("detail"),
                row.getString("remediation_url"),
                notes(row.getString("notes")));
    }

    private CheckNotes notes(@Nullable String stored) {
        return stored == null ? CheckNotes.NONE : json.readValue(stored, CheckNotes.class);
    }

    private static Check.@Nullable Suppression suppression(ResultSet row) throws SQLException {
        return row.getBoolean("suppressed")
                ? new Check.Suppression(
                        row.getString("suppression_reason"), row.getObject("suppressed_until", LocalDate.class))
                : null;
    }

    /// The newest evidence of a tool and a target that is older than was asked for.
    ///
    /// @param environment its name
    public record AgedSource(String environment, String tool, Instant collectedAt) {}
}

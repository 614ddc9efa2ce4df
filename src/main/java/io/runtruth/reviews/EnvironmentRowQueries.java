package io.runtruth.reviews;

import io.runtruth.access.Reach;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.Severity;
import io.runtruth.operations.OperationRunColumns;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.reviews.EnvironmentReviewRow.Evidence;
import io.runtruth.reviews.EnvironmentReviewRow.Posture;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the rows of environments: of each history no more than its newest entries. Whoever asks has checked the
/// actor's right.
@Component
class EnvironmentRowQueries {

    private static final int MOST = 1_000;

    /// An import is newer that the review was not pinned to. Looked at are those from when its run was started, with
    /// room for clocks that differ; a run that is kept no longer leaves a day before the review was ready.
    private static final String ALL = """
            select e.workspace_id, e.id, e.slug, e.name, e.archived_at, w.evidence_max_age_days, v.id as review_id,
                v.status as review_status, v.completeness, v.status_at, v.summary, b.failed as failed_before,
                r.id as run_id, r.status as run_status, r.outcome, r.attention_code is not null as flagged,
                r.asks, r.id = v.run_id as is_of_review, p.done, p.total, s.collected_at, n.id is not null as is_newer,
                a.asks_until, v.id is not null and coalesce(a.holding, '[]') <> coalesce((
                    select jsonb_agg(
                        jsonb_build_array(was.waiver ->> 'waiverId', was.waiver -> 'version')
                        order by was.waiver ->> 'waiverId' collate "C")
                    from jsonb_array_elements(v.pinned -> 'waivers') as was (waiver)), '[]') as accepted_otherwise,
                g.number is not null as ever_published
            from managed_environment e
            join workspace w on w.id = e.workspace_id
            left join lateral (
                select v.id, v.status, v.completeness, v.status_at, v.created_at, v.summary, v.pinned, v.run_id
                from environment_review v
                where v.workspace_id = e.workspace_id
                and v.environment_id = e.id
                and v.status in ('ready', 'published')
                order by v.created_at desc, v.id desc
                limit 1) v on true
            left join lateral (
                select case when b.summary -> 'sources' = v.summary -> 'sources' then b.summary -> 'failed' end as failed
                from environment_review b
                where b.workspace_id = e.workspace_id
                and b.environment_id = e.id
                and b.status in ('ready', 'published', 'superseded')
                and (b.created_at, b.id) < (v.created_at, v.id)
                order by b.created_at desc, b.id desc
                limit 1) b on true
            left join lateral (
                select r.id, r.status, r.outcome, r.attention_code, (
            """ + OperationRunColumns.ASKS + """
                    ) is true as asks
                from operation_run r
                where r.workspace_id = e.workspace_id
                and r.environment_id = e.id
                and r.type = 'environment.review.compose'
                order by r.created_at desc, r.id desc
                limit 1) r on true
            left join run_progress p on p.run_id = r.id
            left join lateral (
                select s.collected_at
                from evidence_snapshot s
                where s.workspace_id = e.workspace_id
                and s.environment_id = e.id
                and
            """ + EvidenceQueries.IS_EVIDENCE.formatted("s")
            + """
                order by s.collected_at desc
                limit 1) s on true
            left join lateral (
                select g.number
                from review_publication g
                where g.workspace_id = e.workspace_id
                and g.environment_id = e.id
                order by g.number
                limit 1) g on true
            left join operation_run m on m.workspace_id = e.workspace_id and m.id = v.run_id
            left join lateral (
                select n.id
                from evidence_snapshot n
                where n.workspace_id = e.workspace_id
                and n.environment_id = e.id
                and n.imported_at > coalesce(m.created_at - interval '1 minute', v.status_at - interval '1 day')
                and n.collected_at >= cast(:now as timestamptz) - make_interval(days => w.evidence_max_age_days)
                and not (v.pinned -> 'snapshotIds') @> to_jsonb(cast(n.id as text))
                and not exists (
                    select
                    from evidence_snapshot newer
                    where newer.workspace_id = n.workspace_id
                    and newer.environment_id = n.environment_id
                    and newer.tool = n.tool
                    and lower(coalesce(newer.target_id, '')) = lower(coalesce(n.target_id, ''))
                    and newer.collected_at >= n.collected_at
                    and (newer.collected_at, newer.imported_at, newer.id) > (n.collected_at, n.imported_at, n.id))
                and
            """ + EvidenceQueries.IS_EVIDENCE.formatted("n") + """
                order by n.imported_at desc, n.id desc
                limit 1) n on true
            cross join lateral (
                select jsonb_agg(
                        jsonb_build_array(cast(a.id as text), a.version) order by cast(a.id as text) collate "C")
                        as holding,
                    min(a.until) filter (where
            """
            + WaiverState.ASKS.formatted("a")
            + """
                    ) as asks_until
                from waiver a
                where a.workspace_id = e.workspace_id
                and a.environment_id = e.id
                and a.ended_at is null
                and
            """ + WaiverState.HOLDS.formatted("a") + """
                ) a
            where e.workspace_id = :workspace
            and (:all or e.id = any (:environments))
            order by e.name, e.id
            limit :most
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    EnvironmentRowQueries(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// By name; at most 1,000.
    List<EnvironmentReviewRow> of(Reach reach) {
        return jdbc.sql(ALL)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("workspace", reach.workspaceId())
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .param("most", MOST)
                .query((row, _) -> row(row))
                .list();
    }

    /// What the documents of these reviews count; one that has no check is left out.
    Map<UUID, Posture> postures(UUID workspaceId, Collection<UUID> reviewIds) {
        var postures = new HashMap<UUID, Posture>();
        jdbc.sql("""
                select id, summary
                from environment_review
                where workspace_id = :workspace
                and id = any (:reviews)
                and summary is not null
                limit :most
                """)
                .param("workspace", workspaceId)
                .param("reviews", reviewIds.toArray(UUID[]::new))
                .param("most", MOST)
                .query(row -> {
                    var posture = posture(row.getString("summary"), null);
                    if (posture != null) {
                        postures.put(row.getObject("id", UUID.class), posture);
                    }
                });
        return postures;
    }

    private EnvironmentReviewRow row(ResultSet row) throws SQLException {
        return new EnvironmentReviewRow(
                new Scope(row.getObject("workspace_id", UUID.class), row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getObject("archived_at") != null,
                review(row),
                run(row),
                evidence(row),
                new EnvironmentReviewRow.AcceptedNow(
                        row.getBoolean("accepted_otherwise"), row.getObject("asks_until", LocalDate.class)),
                row.getBoolean("ever_published"));
    }

    private EnvironmentReviewRow.@Nullable Review review(ResultSet row) throws SQLException {
        var id = row.getObject("review_id", UUID.class);
        return id == null
                ? null
                : new EnvironmentReviewRow.Review(
                        id,
                        ReviewStatus.of(row.getString("review_status")),
                        row.getString("completeness"),
                        row.getTimestamp("status_at").toInstant(),
                        posture(row.getString("summary"), row.getString("failed_before")));
    }

    /// Whether a share of what is met can be told.
    ///
    /// @param summary as the database keeps it with a review
    boolean isRated(@Nullable String summary) {
        return summary != null && json.readTree(summary).at("/rate").isObject();
    }

    /// @param summary as the database keeps it with a review
    /// @param failedBefore of the summary of the one that it is compared with
    @Nullable
    Posture posture(@Nullable String summary, @Nullable String failedBefore) {
        if (summary == null) {
            return null;
        }
        var read = json.readTree(summary);
        return new Posture(
                counts(CheckResult.class, read.at("/counts/results")),
                read.at("/coverage/checks").asLong(),
                read.at("/coverage/assessed").asLong(),
                counts(Severity.class, read.at("/failed")),
                failedBefore == null ? null : counts(Severity.class, json.readTree(failedBefore)));
    }

    private static <E extends Enum<E> & Coded> Map<E, Long> counts(Class<E> type, JsonNode counts) {
        var read = new EnumMap<E, Long>(type);
        counts.forEachEntry((code, count) -> read.put(Coded.stored(type, code), count.asLong()));
        return read;
    }

    private static EnvironmentReviewRow.@Nullable Run run(ResultSet row) throws SQLException {
        var id = row.getObject("run_id", UUID.class);
        return id == null
                ? null
                : new EnvironmentReviewRow.Run(
                        id,
                        RunStatus.of(row.getString("run_status")),
                        RunOutcome.of(row.getString("outcome")),
                        row.getBoolean("flagged"),
                        row.getBoolean("asks"),
                        row.getBoolean("is_of_review"),
                        row.getInt("done"),
                        row.getInt("total"));
    }

    private static Evidence evidence(ResultSet row) throws SQLException {
        Timestamp collected = row.getTimestamp("collected_at");
        return new Evidence(
                collected == null ? null : collected.toInstant(),
                Duration.ofDays(row.getInt("evidence_max_age_days")),
                row.getBoolean("is_newer"));
    }
}

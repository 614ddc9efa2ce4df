package io.runtruth.reviews;

import io.runtruth.operations.OperationRun;
import io.runtruth.operations.proof.ReconciliationAdapter.RunInQuestion;
import io.runtruth.reviews.ComposeEvidence.EnvironmentState;
import io.runtruth.reviews.ComposeFacts.ReviewFact;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Gathers what [ComposeDecisionTable] asks, for a batch of runs in one statement. Each run sees the reviews of
/// its own workspace and environment and no others; at most its lineage and one more than the evidence can hold.
@Component
class ComposeFactsQueries {

    /// One more than is kept, so that it shows when there were more.
    private static final int MOST_OTHERS = Lineage.MOST_STEPS + 1;

    private final JdbcClient jdbc;

    ComposeFactsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, ComposeFacts> of(List<RunInQuestion> batch) {
        var rows = rows(batch).stream().collect(Collectors.groupingBy(Row::runId));
        return batch.stream()
                .collect(Collectors.toMap(
                        it -> it.run().id(),
                        it -> facts(it, rows.getOrDefault(it.run().id(), List.of()))));
    }

    private List<Row> rows(List<RunInQuestion> batch) {
        var runs = batch.stream().map(RunInQuestion::run).toList();
        return jdbc.sql("""
                select asked.run_id, e.archived_at is not null as archived, v.id, v.status, v.fingerprint,
                    v.superseded_by, other.id as worker
                from unnest(cast(:runs as uuid[]), cast(:workspaces as uuid[]), cast(:environments as uuid[]),
                    cast(:reviews as uuid[]), cast(:fingerprints as text[]))
                    as asked (run_id, workspace_id, environment_id, review_id, fingerprint)
                join managed_environment e on e.workspace_id = asked.workspace_id and e.id = asked.environment_id
                left join lateral (
                    (with recursive lineage as (
                        select id, status, fingerprint, superseded_by, run_id, 1 as step
                        from environment_review
                        where workspace_id = asked.workspace_id
                        and environment_id = asked.environment_id
                        and id = asked.review_id
                        union all
                        select next.id, next.status, next.fingerprint, next.superseded_by, next.run_id, step + 1
                        from lineage
                        join environment_review next on next.workspace_id = asked.workspace_id
                            and next.environment_id = asked.environment_id
                            and next.id = lineage.superseded_by
                        where lineage.status = 'superseded'
                        and step < :steps)
                    select id, status, fingerprint, superseded_by, run_id
                    from lineage)
                    union all
                    (select id, status, fingerprint, superseded_by, run_id
                    from environment_review
                    where workspace_id = asked.workspace_id
                    and environment_id = asked.environment_id
                    and fingerprint = asked.fingerprint
                    and status in ('draft', 'ready', 'published')
                    order by status = 'draft', id
                    limit :others)) v on true
                left join operation_run other on v.status = 'draft'
                    and other.workspace_id = asked.workspace_id
                    and other.id = v.run_id
                    and other.id <> asked.run_id
                    and other.status in ('queued', 'running')
                """)
                .param("runs", array(runs, OperationRun::id))
                .param("workspaces", array(runs, OperationRun::workspaceId))
                .param("environments", array(runs, OperationRun::environmentId))
                .param("reviews", array(runs, run -> run.subject().recordId()))
                .param(
                        "fingerprints",
                        runs.stream().map(run -> run.subject().fingerprint()).toArray(String[]::new))
                .param("steps", Lineage.MOST_STEPS)
                .param("others", MOST_OTHERS)
                .query(ComposeFactsQueries::row)
                .list();
    }

    private static UUID[] array(List<OperationRun> runs, Function<OperationRun, @Nullable UUID> id) {
        return runs.stream().map(id).toArray(UUID[]::new);
    }

    private static ComposeFacts facts(RunInQuestion asked, List<Row> rows) {
        var run = asked.run();
        var scope = run.environmentId() == null ? null : run.scope();
        return new ComposeFacts(
                run.workspaceId(),
                scope,
                run.subject().recordId(),
                run.subject().fingerprint(),
                environment(rows),
                asked.alive(),
                scope == null ? List.of() : reviews(rows, scope));
    }

    /// No row at all: the environment is not there, or not of the run's workspace.
    private static EnvironmentState environment(List<Row> rows) {
        if (rows.isEmpty()) {
            return EnvironmentState.UNPROVEN;
        }
        return rows.getFirst().archived() ? EnvironmentState.ARCHIVED : EnvironmentState.ACTIVE;
    }

    /// A review is met twice where it is in the lineage and carries the fingerprint, or the lineage goes in a
    /// circle.
    private static List<ReviewFact> reviews(List<Row> rows, Scope scope) {
        var reviews = new HashMap<UUID, ReviewFact>();
        for (var row : rows) {
            if (row.review() != null) {
                reviews.putIfAbsent(row.review().id(), row.review().in(scope));
            }
        }
        return new ArrayList<>(reviews.values());
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var review = id == null
                ? null
                : new Found(
                        id,
                        ReviewStatus.of(row.getString("status")),
                        row.getString("fingerprint"),
                        row.getObject("superseded_by", UUID.class),
                        row.getObject("worker", UUID.class));
        return new Row(row.getObject("run_id", UUID.class), row.getBoolean("archived"), review);
    }

    /// @param review null where there is none
    private record Row(
            UUID runId, boolean archived, @Nullable Found review) {}

    private record Found(
            UUID id,
            ReviewStatus status,
            String fingerprint,
            @Nullable UUID supersededBy,
            @Nullable UUID worker) {

        ReviewFact in(Scope scope) {
            return new ReviewFact(id, scope, status, fingerprint, supersededBy, worker);
        }
    }
}

package io.runtruth.operations.reads;

import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunColumns;
import io.runtruth.operations.OperationRunService.Retries;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.queue.QueueTruth;
import io.runtruth.operations.queue.QueueTruthQueries;
import io.runtruth.shared.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The runs that have not ended, of all workspaces, with what the queue says about them: two statements a page,
/// whatever the history (contract 13). For the reconciler, which works on nobody's behalf.
///
/// The runs are read before the queue's records: an entry that is gone because its run has ended meanwhile makes
/// the run look lost, and the compare-and-set of every consequence then finds it ended.
@Component
public class ActiveRunQueries {

    /// A key that is always there, so that the page begins at its place in the index and not behind all that has
    /// ended.
    private static final Cursor BEFORE_ALL = new Cursor(Instant.EPOCH, new UUID(0, 0));

    private final JdbcClient jdbc;
    private final QueueTruthQueries queue;
    private final Freshness.Thresholds thresholds;
    private final QueueClock clock;

    ActiveRunQueries(JdbcClient jdbc, QueueTruthQueries queue, Freshness.Thresholds thresholds, QueueClock clock) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.thresholds = thresholds;
        this.clock = clock;
    }

    /// Oldest first; without those that are too young to be lost.
    ///
    /// @param after where to go on; null for the oldest
    public List<ActiveRun> page(@Nullable Cursor after, int limit) {
        var from = after == null ? BEFORE_ALL : after;
        return withFreshness(jdbc.sql("""
                select %s, started_at
                from operation_run
                where status in ('queued', 'running')
                and created_at <= :oldEnough
                and (created_at, id) > (:after, :afterId)
                order by created_at, id
                limit :limit
                """.formatted(OperationRunColumns.COLUMNS))
                .param("oldEnough", clock.now().minus(thresholds.grace()).atOffset(ZoneOffset.UTC))
                .param("after", from.at().atOffset(ZoneOffset.UTC))
                .param("afterId", from.id())
                .param("limit", limit)
                .query(ActiveRunQueries::read)
                .list());
    }

    /// Runs for which the queue has no entry at all, among the oldest active ones; without those that are too
    /// young to be lost. One statement, whatever the history: between two passes this is looked for every few
    /// seconds.
    ///
    /// @param among how many active runs are looked at, from 1
    /// @param most how many are answered, from 1
    public List<ActiveRun> forgotten(int among, int most) {
        return withFreshness(jdbc.sql("""
                select %s, started_at
                from (
                    select *
                    from operation_run
                    where status in ('queued', 'running')
                    and created_at <= :oldEnough
                    order by created_at, id
                    limit :among) active
                where not exists (
                    select 1
                    from scheduled_tasks t
                    where t.task_name = active.type
                    and t.task_instance = cast(active.id as text))
                order by created_at, id
                limit :most
                """.formatted(OperationRunColumns.COLUMNS))
                .param("oldEnough", clock.now().minus(thresholds.grace()).atOffset(ZoneOffset.UTC))
                .param("among", among)
                .param("most", most)
                .query(ActiveRunQueries::read)
                .list());
    }

    /// Also a run that has ended, which is `done`.
    ///
    /// @param workspaceId null for a system operator, who looks across workspaces
    public Optional<ActiveRun> find(@Nullable UUID workspaceId, UUID runId) {
        return withFreshness(jdbc.sql("""
                select %s, started_at
                from operation_run
                where (cast(:workspace as uuid) is null or workspace_id = :workspace)
                and id = :run
                """.formatted(OperationRunColumns.COLUMNS))
                        .param("workspace", workspaceId)
                        .param("run", runId)
                        .query(ActiveRunQueries::read)
                        .list())
                .stream()
                .findFirst();
    }

    /// Those of these runs that have not ended, oldest first.
    List<ActiveRun> these(List<UUID> runIds) {
        return withFreshness(jdbc.sql("""
                select %s, started_at
                from operation_run
                where id = any (:runs)
                and status in ('queued', 'running')
                order by created_at, id
                """.formatted(OperationRunColumns.COLUMNS))
                .param("runs", runIds.toArray(UUID[]::new))
                .query(ActiveRunQueries::read)
                .list());
    }

    /// What each run's attempts were spent on; a run to which nothing of it happened is left out.
    public Map<UUID, Spent> spent(List<OperationRun> runs) {
        return jdbc
                .sql("""
                select e.run_id, count(*) filter (where e.kind = 'given_back') as given_back,
                    count(*) filter (where e.kind = 'retry_scheduled') as retries,
                    (array_agg(e.details ->> 'reference' order by e.id desc)
                        filter (where e.kind = 'retry_scheduled'))[1] as last_reference
                from unnest(cast(:workspaces as uuid[]), cast(:runs as uuid[])) as asked (workspace_id, run_id)
                join run_event e on e.workspace_id = asked.workspace_id and e.run_id = asked.run_id
                where e.kind in ('given_back', 'retry_scheduled')
                group by e.run_id
                """)
                .param(
                        "workspaces",
                        runs.stream().map(OperationRun::workspaceId).toArray(UUID[]::new))
                .param("runs", runs.stream().map(OperationRun::id).toArray(UUID[]::new))
                .query((row, _) -> Map.entry(
                        row.getObject("run_id", UUID.class),
                        new Spent(
                                row.getInt("given_back"),
                                new Retries(row.getInt("retries"), row.getString("last_reference")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// @param givenBack how often the run was given back to the queue
    public record Spent(int givenBack, Retries retries) {

        public static final Spent NOTHING = new Spent(0, Retries.NONE);
    }

    private List<ActiveRun> withFreshness(List<Read> reads) {
        var truths = queue.of(reads.stream().map(read -> read.run().entry()).toList());
        var now = clock.now();
        return reads.stream().map(read -> read.active(truths, now, thresholds)).toList();
    }

    private static Read read(ResultSet row, int index) throws SQLException {
        var started = row.getTimestamp("started_at");
        return new Read(OperationRunColumns.run(row, index), started == null ? null : started.toInstant());
    }

    private record Read(OperationRun run, @Nullable Instant startedAt) {

        ActiveRun active(Map<UUID, QueueTruth> truths, Instant now, Freshness.Thresholds thresholds) {
            var createdAt = run.initiator().at();
            var facts = new Freshness.Facts(
                    run.type(), run.status(), createdAt, startedAt == null ? createdAt : startedAt, null);
            var truth = truths.getOrDefault(run.id(), new QueueTruth.Unreadable());
            return new ActiveRun(
                    run, Freshness.of(facts, truth, now, thresholds).state());
        }
    }
}

package io.runtruth.operations.reads;

import io.runtruth.access.Reach;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.queue.QueueClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The active runs that need a person: nobody works on them, or for longer than they usually take (contract 3). That is
/// computed from the queue's records and stored nowhere, so it is looked for among the oldest active runs that the
/// reader may see: what gets on ends before them. The cost follows the active work (contract 13).
@Component
class LateRunQueries {

    private static final int MOST = 1_000;

    /// What may be late, of a workspace's or of each environment's oldest active runs; the freshness decides.
    private static final String FOUND = """
            select r.id
            from (%s) r
            left join scheduled_tasks t on t.task_name = r.type and t.task_instance = cast(r.id as text)
            where t.task_name is null
            or t.picked and (r.started_at < :longSince or t.last_heartbeat <= :deadSince)
            """;

    private static final String OF_WORKSPACE = """
            select r.id, r.type, r.started_at
            from operation_run r
            where r.workspace_id = :workspace
            and r.status in ('queued', 'running')
            and r.created_at <= :oldEnough
            and r.attention_ended_at is null
            order by r.created_at, r.id
            limit :most
            """;

    private static final String OF_ENVIRONMENTS = """
            select r.id, r.type, r.started_at
            from unnest(cast(:places as uuid[])) as place (environment_id)
            cross join lateral (
                select r.id, r.type, r.started_at
                from operation_run r
                where r.workspace_id = :workspace
                and r.environment_id = place.environment_id
                and r.status in ('queued', 'running')
                and r.created_at <= :oldEnough
                and r.attention_ended_at is null
                order by r.created_at, r.id
                limit :most) r
            limit :most
            """;

    private final JdbcClient jdbc;
    private final ActiveRunQueries active;
    private final Freshness.Thresholds thresholds;
    private final QueueClock clock;

    LateRunQueries(JdbcClient jdbc, ActiveRunQueries active, Freshness.Thresholds thresholds, QueueClock clock) {
        this.jdbc = jdbc;
        this.active = active;
        this.thresholds = thresholds;
        this.clock = clock;
    }

    /// Without those that a person has closed.
    ///
    /// @param reach what its reader may see
    List<UUID> of(Reach reach) {
        return runs(reach).stream().map(OperationRun::id).toList();
    }

    /// The same, oldest first.
    List<OperationRun> runs(Reach reach) {
        var found = found(reach);
        return found.isEmpty()
                ? List.of()
                : active.these(found).stream()
                        .filter(it -> it.freshness().asks())
                        .map(ActiveRun::run)
                        .toList();
    }

    private List<UUID> found(Reach reach) {
        var now = clock.now();
        var among = reach.all() ? OF_WORKSPACE : OF_ENVIRONMENTS;
        return jdbc.sql(FOUND.formatted(among))
                .param("workspace", reach.workspaceId())
                .param("places", reach.environmentArray())
                .param("oldEnough", at(now.minus(thresholds.grace())))
                .param("longSince", at(now.minus(shortestWork())))
                .param("deadSince", at(now.minus(thresholds.deadAfter())))
                .param("most", MOST)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    private static Duration shortestWork() {
        return Arrays.stream(OperationType.values())
                .map(OperationType::expectedWork)
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

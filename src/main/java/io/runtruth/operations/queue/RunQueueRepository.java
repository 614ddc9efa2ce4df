package io.runtruth.operations.queue;

import io.runtruth.operations.OperationRun;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the queue's own client has no call for: entries of a whole batch, and entries that a dead worker still holds.
/// Each change raises the entry's version, by which the queue keeps a worker that was only slow from touching it.
@Repository
class RunQueueRepository {

    private final JdbcClient jdbc;

    RunQueueRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return the runs whose entry is new or was taken from a dead worker
    Set<UUID> giveBack(List<OperationRun> runs, Instant dueAt, Instant deadBefore) {
        return jdbc
                .sql("""
                insert into scheduled_tasks
                    (task_name, task_instance, execution_time, picked, consecutive_failures, version)
                select task_name, task_instance, cast(:due as timestamptz), false, 0, 1
                from unnest(cast(:types as text[]), cast(:runs as text[])) as lost (task_name, task_instance)
                order by task_name, task_instance
                on conflict (task_name, task_instance) do update
                set execution_time = excluded.execution_time, picked = false, picked_by = null, last_heartbeat = null,
                    version = scheduled_tasks.version + 1
                where scheduled_tasks.picked
                and scheduled_tasks.last_heartbeat <= :dead
                returning task_instance
                """)
                .param("due", dueAt.atOffset(ZoneOffset.UTC))
                .param("types", types(runs))
                .param("runs", instances(runs))
                .param("dead", deadBefore.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .stream()
                .map(UUID::fromString)
                .collect(Collectors.toUnmodifiableSet());
    }

    void removeUnworked(List<OperationRun> runs, Instant deadBefore) {
        jdbc.sql("""
                delete from scheduled_tasks t
                using unnest(cast(:types as text[]), cast(:runs as text[])) as ended (task_name, task_instance)
                where t.task_name = ended.task_name
                and t.task_instance = ended.task_instance
                and (not t.picked or t.last_heartbeat <= :dead)
                """)
                .param("types", types(runs))
                .param("runs", instances(runs))
                .param("dead", deadBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String[] types(List<OperationRun> runs) {
        return runs.stream().map(run -> run.type().code()).toArray(String[]::new);
    }

    private static String[] instances(List<OperationRun> runs) {
        return runs.stream().map(run -> run.id().toString()).toArray(String[]::new);
    }
}

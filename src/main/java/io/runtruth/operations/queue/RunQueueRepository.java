package io.runtruth.operations.queue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Entries by our own statements: one for a whole batch, in the caller's transaction, also for those that a dead
/// worker still holds. Each change raises the entry's version, by which the queue keeps a worker that was only
/// slow from touching it.
@Repository
class RunQueueRepository {

    private final JdbcClient jdbc;

    RunQueueRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False where there is one already.
    boolean insert(String task, String instance, Instant dueAt) {
        return jdbc.sql(QueueEntry.MAKE.formatted("values (:task, :instance, cast(:due as timestamptz))") + """
                on conflict (task_name, task_instance) do nothing
                """)
                        .param("task", task)
                        .param("instance", instance)
                        .param("due", dueAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// @return the runs whose entry is new or was taken from a dead worker
    Set<UUID> giveBack(List<QueueEntry> lost, Instant dueAt, Instant deadBefore) {
        return jdbc
                .sql("""
                insert into scheduled_tasks
                    (task_name, task_instance, execution_time, picked, consecutive_failures, version)
                select task_name, task_instance, cast(:due as timestamptz), false, 0, 1
                from unnest(cast(:tasks as text[]), cast(:runs as text[])) as lost (task_name, task_instance)
                order by task_name, task_instance
                on conflict (task_name, task_instance) do update
                set execution_time = excluded.execution_time, picked = false, picked_by = null, last_heartbeat = null,
                    version = scheduled_tasks.version + 1
                where scheduled_tasks.picked
                and scheduled_tasks.last_heartbeat <= :dead
                returning task_instance
                """)
                .param("due", dueAt.atOffset(ZoneOffset.UTC))
                .param("tasks", tasks(lost))
                .param("runs", runs(lost))
                .param("dead", deadBefore.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .stream()
                .map(UUID::fromString)
                .collect(Collectors.toUnmodifiableSet());
    }

    void removeUnworked(List<QueueEntry> ended, Instant deadBefore) {
        jdbc.sql("""
                delete from scheduled_tasks t
                using unnest(cast(:tasks as text[]), cast(:runs as text[])) as ended (task_name, task_instance)
                where t.task_name = ended.task_name
                and t.task_instance = ended.task_instance
                and (not t.picked or t.last_heartbeat <= :dead)
                """)
                .param("tasks", tasks(ended))
                .param("runs", runs(ended))
                .param("dead", deadBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean isHeld(QueueEntry entry, long version) {
        return jdbc.sql("""
                select exists (
                    select 1
                    from scheduled_tasks
                    where task_name = :task
                    and task_instance = :run
                    and picked
                    and version = :version)
                """)
                .param("task", entry.task())
                .param("run", entry.runId().toString())
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    private static String[] tasks(List<QueueEntry> entries) {
        return entries.stream().map(QueueEntry::task).toArray(String[]::new);
    }

    private static String[] runs(List<QueueEntry> entries) {
        return entries.stream().map(entry -> entry.runId().toString()).toArray(String[]::new);
    }
}

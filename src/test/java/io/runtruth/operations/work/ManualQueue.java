package io.runtruth.operations.work;

import io.runtruth.operations.OperationJob;
import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The queue, worked by hand: tests decide when an entry is picked up.
@TestComponent
public class ManualQueue {

    /// Of the node that picks by hand.
    public static final String NAME = "by hand";

    private final JdbcClient jdbc;
    private final List<OperationJob> jobs;
    private final JobWrapper wrapper;

    public ManualQueue(JdbcClient jdbc, List<OperationJob> jobs, JobWrapper wrapper) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.wrapper = wrapper;
        begin();
    }

    /// As a worker that is there for as long as the test goes on, and has no lock by which it could be found dead.
    public void begin() {
        jdbc.sql("""
                insert into node (name, role, started_at, seen_at)
                values (:name, 'worker', now(), now() + interval '10 years')
                on conflict (name) do update
                set lock_key = null, gone_at = null
                """).param("name", NAME).update();
    }

    /// No worker is there any more.
    public void goneSince(Instant at) {
        jdbc.sql("update node set gone_at = :at where name = :name")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("name", NAME)
                .update();
    }

    /// Works the run's entry as a worker would, and removes it.
    public void work(UUID runId) {
        workAndKeepEntry(runId);
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(runId.toString())
                .update();
    }

    /// As a worker that dies after its work, before the queue has heard of it.
    public void workAndKeepEntry(UUID runId) {
        var type = jdbc.sql("select task_name from scheduled_tasks where task_instance = ?")
                .param(runId.toString())
                .query(String.class)
                .single();
        wrapper.work(job(type), runId, () -> true);
    }

    /// As a worker of the queue does: takes the environment's first due entry.
    public Optional<Picked> pick(Scope scope, Instant now) {
        return jdbc.sql("""
                update scheduled_tasks
                set picked = true, picked_by = :name, last_heartbeat = :now, version = version + 1
                where (task_name, task_instance) in (
                    select task_name, task_instance
                    from scheduled_tasks
                    where not picked
                    and execution_time <= :now
                    and task_instance in (
                        select cast(id as text)
                        from operation_run
                        where workspace_id = :workspace
                        and environment_id = :environment)
                    order by execution_time, task_instance
                    limit 1
                    for update skip locked)
                returning task_name, task_instance, version
                """)
                .param("name", NAME)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query(Picked.class)
                .optional();
    }

    /// Works what was picked, and removes the entry unless it was given to somebody else meanwhile.
    public void work(Picked picked) {
        wrapper.work(job(picked.taskName), UUID.fromString(picked.taskInstance), () -> true);
        jdbc.sql("delete from scheduled_tasks where task_name = ? and task_instance = ? and version = ?")
                .params(picked.taskName, picked.taskInstance, picked.version)
                .update();
    }

    public int entries(UUID runId) {
        return jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
                .param(runId.toString())
                .query(Integer.class)
                .single();
    }

    private OperationJob job(String type) {
        return jobs.stream()
                .filter(it -> it.type().code().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /// An entry as its worker holds it.
    public record Picked(String taskName, String taskInstance, long version) {}
}

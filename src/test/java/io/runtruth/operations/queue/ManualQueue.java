package io.runtruth.operations.queue;

import io.runtruth.operations.OperationJob;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The queue, worked by hand: tests decide when an entry is picked up.
@TestComponent
public class ManualQueue {

    private final JdbcClient jdbc;
    private final List<OperationJob> jobs;
    private final JobWrapper wrapper;

    public ManualQueue(JdbcClient jdbc, List<OperationJob> jobs, JobWrapper wrapper) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.wrapper = wrapper;
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
        var job = jobs.stream()
                .filter(it -> it.type().code().equals(type))
                .findFirst()
                .orElseThrow();
        wrapper.work(job, runId);
    }

    public int entries(UUID runId) {
        return jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
                .param(runId.toString())
                .query(Integer.class)
                .single();
    }
}

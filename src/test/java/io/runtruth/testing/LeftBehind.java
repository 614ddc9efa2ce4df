package io.runtruth.testing;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is left behind when a worker or a queue entry goes away without a word, made by hand.
public final class LeftBehind {

    private final JdbcClient jdbc;

    public LeftBehind(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Nobody works on the run any more, and it is old enough for that to mean something.
    public void lose(UUID runId) {
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(runId.toString())
                .update();
        jdbc.sql("update operation_run set created_at = created_at - interval '1 hour' where id = ?")
                .param(runId)
                .update();
    }

    /// As after a worker that took the run up, stored its review and was gone before it could say so.
    public void finish(UUID reviewId) {
        jdbc.sql("""
                update operation_run
                set status = 'running', attempt = 1, started_at = created_at
                where id = (select run_id from environment_review where id = ?)
                """).param(reviewId).update();
        review(reviewId, "ready");
    }

    /// @param status `ready`, `published`, `archived`
    public void review(UUID reviewId, String status) {
        jdbc.sql("""
                update environment_review
                set status = ?, content = coalesce(content, '{}'), completeness = 'complete'
                where id = ?
                """).params(status, reviewId).update();
    }

    /// A published review of the same environment and content, beside this one.
    public UUID twin(UUID reviewId) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, completeness, created_at, status_at, version)
                select ?, workspace_id, environment_id, 'published', fingerprint, fingerprint_version,
                    fingerprint_inputs, pinned, '{}', 'complete', created_at, status_at, 0
                from environment_review
                where id = ?
                """).params(id, reviewId).update();
        return id;
    }
}

package io.runtruth.reviews;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Compositions that lost their worker or their queue entry, and what else may have become of their review.
final class LostRuns {

    private final EnvironmentReviewService service;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;

    LostRuns(EnvironmentReviewService service, TestWorkspaces some, TestEvidence evidence, JdbcClient jdbc) {
        this.service = service;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
    }

    /// A composition that waits in the queue, started an hour ago in an environment of its own.
    Composition started() {
        var workspace = some.workspace();
        return started(some.environment(workspace), some.person(workspace, Role.REVIEWER));
    }

    Composition started(Scope scope, Actor reviewer) {
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass", "fail");
        var run = (Dispatched) service.create(reviewer, scope, new StartRequest(Via.CONSOLE, null));
        jdbc.sql("update operation_run set created_at = created_at - interval '1 hour' where id = ?")
                .param(run.runId())
                .update();
        return new Composition(scope, reviewer, run.runId(), run.reviewId());
    }

    /// Started, and nobody has it any more.
    Composition lost() {
        var started = started();
        loseEntry(started.run());
        return started;
    }

    void loseEntry(UUID run) {
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(run.toString())
                .update();
    }

    /// A worker picked the entry up and was last heard this long ago.
    void pickedBySilentWorker(UUID run, int seconds) {
        jdbc.sql("""
                update scheduled_tasks
                set picked = true, picked_by = 'gone', last_heartbeat = now() - make_interval(secs => ?)
                where task_instance = ?
                """).params(seconds, run.toString()).update();
    }

    /// As a change beside the console, or a release with other rules, would leave it.
    void review(Composition composition, ReviewStatus status) {
        jdbc.sql("update environment_review set status = ?, content = '{}' where id = ?")
                .params(status.code(), composition.review())
                .update();
    }

    /// Another review of the environment with this fingerprint.
    UUID otherReview(Scope scope, String fingerprint, ReviewStatus status) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into environment_review
                    (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                    pinned, content, created_at, status_at, version)
                values (?, ?, ?, ?, ?, 1, '', '{}', '{}', now(), now(), 0)
                """)
                .params(id, scope.workspaceId(), scope.environmentId(), status.code(), fingerprint)
                .update();
        return id;
    }

    String fingerprint(Composition composition) {
        return jdbc.sql("select fingerprint from environment_review where id = ?")
                .param(composition.review())
                .query(String.class)
                .single();
    }

    /// As if a node with other composition rules had started it.
    void startedUnderOtherRules(Composition composition) {
        var other = "0".repeat(64);
        jdbc.sql("update environment_review set fingerprint = ?, fingerprint_inputs = 'other rules' where id = ?")
                .params(other, composition.review())
                .update();
        jdbc.sql("""
                update operation_run
                set identity = environment_id || ':' || ?, context = jsonb_set(context, '{fingerprint}', to_jsonb(?::text))
                where id = ?
                """).params(other, other, composition.run()).update();
    }

    record Composition(Scope scope, Actor reviewer, UUID run, UUID review) {}
}

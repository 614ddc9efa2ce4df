package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunProgress.Going;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A worker that stands still after its last step, until its run was ended without it.
@Tag("I4")
class ReviewComposeJobDbTest extends DatabaseTest {

    private final ReviewComposeJob job;
    private final EnvironmentReviewService service;
    private final OperationRunService writer;
    private final RunQueries runs;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor reviewer;
    private OperationRun run;

    ReviewComposeJobDbTest(
            ReviewComposeJob job,
            EnvironmentReviewService service,
            OperationRunService writer,
            RunQueries runs,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc) {
        this.job = job;
        this.service = service;
        this.writer = writer;
        this.runs = runs;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void pickedUp() {
        var workspace = some.workspace();
        scope = some.environment(workspace);
        reviewer = some.person(workspace, Role.REVIEWER);
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass", "fail");
        var started = (Dispatched) service.create(reviewer, scope, new StartRequest(Via.CONSOLE, null));
        run = writer.markRunning(started.runId()).run();
    }

    @Test
    void agrees_where_another_attempt_made_the_review_and_nobody_is_bothered() {
        workUntilLastStep(() -> queue.work(run.id()));

        var detail = runs.detail(reviewer, scope.workspaceId(), run.id());
        assertThat(detail.run().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(detail.run().attentionCode()).isNull();
        assertThat(detail.events().getLast().kind()).isEqualTo(EventKind.LATE_REPORT);
        assertThat(detail.events().getLast().details()).containsEntry("agrees", true);
    }

    @Test
    void agrees_also_where_that_review_was_superseded_since() {
        workUntilLastStep(() -> {
            queue.work(run.id());
            jdbc.sql("update environment_review set status = 'superseded' where run_id = ?")
                    .param(run.id())
                    .update();
        });

        var late = runs.detail(reviewer, scope.workspaceId(), run.id()).events().getLast();
        assertThat(late.kind()).isEqualTo(EventKind.LATE_REPORT);
        assertThat(late.details()).containsEntry("agrees", true);
    }

    @Test
    void a_job_that_was_asked_to_stop_ends_its_run_as_cancelled_and_leaves_the_draft() {
        writer.cancel(some.person(scope.workspaceId(), Role.OPERATOR), scope.workspaceId(), run.id());

        job.work(run, progress -> writer.progress(run, progress));

        assertThat(runs.row(reviewer, scope.workspaceId(), run.id()).outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(jdbc.sql("select status from environment_review where run_id = ?")
                        .param(run.id())
                        .query(String.class)
                        .single())
                .isEqualTo("draft");
    }

    private void workUntilLastStep(Runnable meanwhile) {
        var done = new AtomicBoolean();
        job.work(run, progress -> {
            if (progress.done() == progress.total() && done.compareAndSet(false, true)) {
                meanwhile.run();
            }
            return Going.ON;
        });
    }
}

package io.runtruth.operations.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.EventKind;
import io.runtruth.operations.OperationJob;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Progress;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunProgress;
import io.runtruth.operations.RunProgress.Going;
import io.runtruth.operations.Via;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.RunDetail;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What becomes of a run whose job fails, and of one whose workers were lost (contract 4, 6.3).
@Tag("I6")
class JobWrapperDbTest extends DatabaseTest {

    private final JobWrapper wrapper;
    private final OperationJob composing;
    private final OperationRunService writer;
    private final OperationLifecycleReconciler reconciler;
    private final EnvironmentReviewService reviews;
    private final RunQueries runs;
    private final QueueClock clock;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor reviewer;
    private UUID run;

    JobWrapperDbTest(
            JobWrapper wrapper,
            List<OperationJob> jobs,
            OperationRunService writer,
            OperationLifecycleReconciler reconciler,
            EnvironmentReviewService reviews,
            RunQueries runs,
            QueueClock clock,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc) {
        this.wrapper = wrapper;
        this.composing = jobs.stream()
                .filter(it -> it.type() == OperationType.REVIEW_COMPOSE)
                .findFirst()
                .orElseThrow();
        this.writer = writer;
        this.reconciler = reconciler;
        this.reviews = reviews;
        this.runs = runs;
        this.clock = clock;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void started() {
        var workspace = some.workspace();
        scope = some.environment(workspace);
        reviewer = some.person(workspace, Role.REVIEWER);
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass", "fail");
        run = ((Dispatched) reviews.create(reviewer, scope, new StartRequest(Via.CONSOLE, null))).runId();
    }

    @Test
    void a_job_that_throws_something_unexpected_fails_its_run_and_its_draft_under_a_reference() {
        work(new IllegalStateException("a bug"));

        var failed = detail().run();
        assertThat(failed.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(failed.failureCode()).isEqualTo("run.unexpected");
        assertThat(failed.failureReference()).hasSize(8);
        assertThat(reviewStatus()).isEqualTo("failed");
    }

    @Test
    void the_last_attempt_is_worked() {
        workersAreLost(2);

        wrapper.work(composing, run, () -> true);

        assertThat(detail().run().attempt()).isEqualTo(3);
        assertThat(detail().run().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void one_attempt_more_is_not_worked_where_workers_were_lost() {
        workersAreLost(3);

        wrapper.work(composing, run, () -> true);

        assertThat(detail().run().failureCode()).isEqualTo("run.worker_lost");
    }

    @Test
    void passing_faults_are_tried_again_after_delays_that_outlast_a_failover() {
        var delays =
                IntStream.range(0, 3).mapToObj(_ -> delayAfter(work(passing()))).toList();

        assertThat(delays).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60));
        assertThat(detail().events())
                .filteredOn(it -> it.kind() == EventKind.RETRY_SCHEDULED)
                .hasSize(3);
    }

    @Test
    void a_run_whose_fault_has_passed_after_the_longest_delay_succeeds() {
        IntStream.range(0, 3).forEach(_ -> work(passing()));

        wrapper.work(composing, run, () -> true);

        assertThat(detail().run().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void attempts_used_up_by_passing_faults_are_told_as_that_with_the_last_reference() {
        IntStream.range(0, 3).forEach(_ -> work(passing()));

        var thrown = work(passing());

        assertThat(thrown).isNull();
        var failed = detail();
        var last = failed.events().stream()
                .filter(it -> it.kind() == EventKind.RETRY_SCHEDULED)
                .toList()
                .getLast();
        assertThat(failed.run().failureCode()).isEqualTo("run.attempts_used_up");
        assertThat(failed.run().failureReference()).isEqualTo(last.details().get("reference"));
        assertThat(reviewStatus()).isEqualTo("failed");
    }

    @Test
    void where_even_that_could_not_be_written_the_next_pick_up_tells_it() {
        IntStream.range(0, 3).forEach(_ -> work(passing()));
        var fourth = writer.markRunning(run).run();
        writer.retryScheduled(fourth, "the-last");

        wrapper.work(composing, run, () -> true);

        assertThat(detail().run().failureCode()).isEqualTo("run.attempts_used_up");
        assertThat(detail().run().failureReference()).isEqualTo("the-last");
    }

    @Test
    void where_its_entry_is_lost_then_the_reconciler_tells_it() {
        IntStream.range(0, 3).forEach(_ -> work(passing()));
        var fourth = writer.markRunning(run).run();
        writer.retryScheduled(fourth, "the-last");
        loseEntry();

        reconciler.pass();

        assertThat(detail().run().failureCode()).isEqualTo("run.attempts_used_up");
        assertThat(detail().run().failureReference()).isEqualTo("the-last");
        assertThat(detail().events().getLast().reasonCode()).isEqualTo("run.attempts_used_up");
    }

    @Test
    void an_entry_that_is_lost_while_a_retry_is_left_goes_back_to_the_queue() {
        IntStream.range(0, 3).forEach(_ -> work(passing()));
        loseEntry();

        reconciler.pass();

        assertThat(detail().run().outcome()).isEqualTo(RunOutcome.PENDING);
        assertThat(detail().events().getLast().kind()).isEqualTo(EventKind.GIVEN_BACK);
    }

    @Test
    void passing_faults_and_lost_workers_have_a_bound_each() {
        workersAreLost(2);
        IntStream.range(0, 3).forEach(_ -> work(passing()));

        wrapper.work(composing, run, () -> true);

        assertThat(detail().run().attempt()).isEqualTo(6);
        assertThat(detail().run().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    @Tag("I4")
    void a_job_stops_at_its_next_step_where_its_entry_is_somebody_elses() {
        var heard = new ArrayList<Going>();

        wrapper.work(
                doing((_, progress) -> heard.add(progress.report(new Progress(1, 7, "evidence")))), run, () -> false);

        assertThat(heard).containsExactly(Going.LEASE_LOST);
        assertThat(detail().run().progress()).isNull();
    }

    @Test
    void an_entry_that_fails_again_and_again_before_its_job_is_left_to_the_reconciler() {
        assertThat(laterAfter(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(laterAfter(9)).isEqualTo(Duration.ofSeconds(60));
        assertThat(laterAfter(10)).isNull();
    }

    /// @return what the queue was told by it
    private @Nullable Throwable work(RuntimeException fault) {
        return catchThrowable(() -> wrapper.work(
                doing((_, _) -> {
                    throw fault;
                }),
                run,
                () -> true));
    }

    private static RuntimeException passing() {
        return new CannotAcquireLockException("deadlock");
    }

    private void loseEntry() {
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(run.toString())
                .update();
        jdbc.sql("""
                update operation_run
                set created_at = created_at - interval '1 hour', started_at = started_at - interval '1 hour'
                where id = ?
                """).param(run).update();
    }

    private void workersAreLost(int number) {
        IntStream.range(0, number).forEach(_ -> writer.markRunning(run));
    }

    private Duration delayAfter(@Nullable Throwable told) {
        return retried(new Execution(clock.now(), new TaskInstance<>("task", "1")), told);
    }

    private @Nullable Duration laterAfter(int failures) {
        var execution = new Execution(clock.now(), new TaskInstance<>("task", "1"));
        execution.consecutiveFailures = failures;
        return retried(execution, new IllegalStateException());
    }

    /// @return null where the entry was removed
    private @Nullable Duration retried(Execution execution, @Nullable Throwable cause) {
        var told = new ToldEntry(execution);
        var now = clock.now();
        wrapper.retryLater(ExecutionComplete.failure(execution, now, now, cause), told);
        return told.at == null
                ? null
                : Duration.ofSeconds(Math.round(Duration.between(now, told.at).toMillis() / 1_000.0));
    }

    private static final class ToldEntry extends ExecutionOperations<Void> {

        private @Nullable Instant at;

        ToldEntry(Execution execution) {
            super(null, null, execution);
        }

        @Override
        public void reschedule(ExecutionComplete completed, Instant next) {
            at = next;
        }

        @Override
        public void stop() {
            at = null;
        }
    }

    private OperationJob doing(Work work) {
        return new OperationJob() {
            @Override
            public OperationType type() {
                return composing.type();
            }

            @Override
            public void work(OperationRun run, RunProgress progress) {
                work.on(run, progress);
            }

            @Override
            public void giveUp(OperationRun run, Ending failure) {
                composing.giveUp(run, failure);
            }
        };
    }

    @FunctionalInterface
    private interface Work {
        void on(OperationRun run, RunProgress progress);
    }

    private RunDetail detail() {
        return runs.detail(reviewer, scope.workspaceId(), run);
    }

    private String reviewStatus() {
        return jdbc.sql("select status from environment_review where run_id = ?")
                .param(run)
                .query(String.class)
                .single();
    }
}

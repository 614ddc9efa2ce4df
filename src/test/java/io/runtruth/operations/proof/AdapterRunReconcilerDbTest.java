package io.runtruth.operations.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.ReconciliationSource;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.reads.ActiveRun;
import io.runtruth.operations.reads.Freshness.State;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A finding is applied while the run is still as it was found, and never otherwise.
class AdapterRunReconcilerDbTest extends DatabaseTest {

    private static final Actor SYSTEM = new Actor.System("test");

    private final RunProver prover;
    private final AdapterRunReconciler reconciler;
    private final OperationRunService writer;
    private final RunQueries queries;
    private final ManualQueue queue;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor reviewer;

    AdapterRunReconcilerDbTest(
            RunProver prover,
            AdapterRunReconciler reconciler,
            OperationRunService writer,
            RunQueries queries,
            ManualQueue queue,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.prover = prover;
        this.reconciler = reconciler;
        this.writer = writer;
        this.queries = queries;
        this.queue = queue;
        this.runs = new TestRuns(writer);
        this.some = some;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void people() {
        scope = some.environment(some.workspace());
        reviewer = some.person(scope.workspaceId(), Role.REVIEWER);
    }

    @Test
    @Tag("I7")
    void applying_the_same_finding_twice_changes_nothing_the_second_time() {
        var finding = spent();
        assertThat(apply(finding)).isEqualTo(Consequence.GIVE_UP);
        var before = written(finding.run());

        assertThat(apply(finding)).isEqualTo(Consequence.CHANGED_MEANWHILE);

        assertThat(written(finding.run())).isEqualTo(before);
    }

    @Test
    @Tag("I4")
    void a_run_that_ended_meanwhile_stays_as_it_ended() {
        var finding = spent();
        runs.end(finding.run(), Ending.succeeded(Map.of()));

        assertThat(apply(finding)).isEqualTo(Consequence.CHANGED_MEANWHILE);

        assertThat(row(finding.run()).outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        assertThat(row(finding.run()).reconciliation()).isNull();
    }

    @Test
    @Tag("I4")
    void a_run_that_was_taken_up_meanwhile_is_left_to_its_new_worker() {
        var finding = spent();
        writer.markRunning(finding.run().id());

        assertThat(apply(finding)).isEqualTo(Consequence.CHANGED_MEANWHILE);

        assertThat(row(finding.run()).status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    @Tag("I4")
    void a_lost_run_that_was_taken_up_meanwhile_is_not_given_back() {
        var run = runs.queued(reviewer, scope);
        var finding = found(run);
        assertThat(finding.consequence()).isEqualTo(Consequence.GIVE_BACK);
        writer.markRunning(run.id());
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(run.id().toString())
                .update();

        assertThat(apply(finding)).isEqualTo(Consequence.CHANGED_MEANWHILE);

        assertThat(queue.entries(run.id())).isZero();
    }

    @Test
    @Tag("I4")
    void a_run_that_was_to_stop_and_was_taken_up_meanwhile_is_not_cancelled() {
        var run = runs.running(reviewer, scope);
        writer.cancel(reviewer, scope.workspaceId(), run.id());
        var finding = found(writer.markRunning(run.id()).run());
        assertThat(finding.consequence()).isEqualTo(Consequence.CANCEL);
        writer.markRunning(run.id());

        assertThat(apply(finding)).isEqualTo(Consequence.CHANGED_MEANWHILE);

        assertThat(row(run).status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    @Tag("I9")
    void nothing_is_decided_about_a_run_of_which_the_queue_can_say_nothing() {
        var run = runs.queued(reviewer, scope);

        var finding = prover.find(List.of(new ActiveRun(run, State.UNKNOWN))).getFirst();

        assertThat(finding.decision()).isNull();
        assertThat(finding.consequence()).isEqualTo(Consequence.LEAVE);
    }

    @Test
    void a_run_without_proof_that_somebody_works_on_is_left() {
        var run = runs.running(reviewer, scope);

        var finding = prover.find(List.of(new ActiveRun(run, State.WORKING))).getFirst();

        assertThat(finding.decision().code()).isEqualTo("no_proof");
        assertThat(finding.consequence()).isEqualTo(Consequence.LEAVE);
    }

    /// A lost run without proof and without an attempt left.
    private RunFinding spent() {
        var run = runs.running(reviewer, scope);
        run = writer.markRunning(run.id()).run();
        var finding = found(writer.markRunning(run.id()).run());
        assertThat(finding.consequence()).isEqualTo(Consequence.GIVE_UP);
        return finding;
    }

    private RunFinding found(OperationRun run) {
        return prover.find(List.of(new ActiveRun(run, State.LOST))).getFirst();
    }

    private Consequence apply(RunFinding finding) {
        return reconciler
                .apply(SYSTEM, ReconciliationSource.SCHEDULED, List.of(finding))
                .getFirst()
                .consequence();
    }

    private RunRow row(OperationRun run) {
        return queries.row(SYSTEM, scope.workspaceId(), run.id());
    }

    /// The run's row as it is, and how much is told of it.
    private List<Object> written(OperationRun run) {
        return List.of(
                jdbc.sql("select row(r.*)::text from operation_run r where id = ?")
                        .param(run.id())
                        .query(String.class)
                        .single(),
                count("select count(*) from run_event where run_id = ?", run),
                count("select count(*) from audit_entry where subject_id = ?::text", run),
                count("select count(*) from committed_change where subject_id = ?", run));
    }

    private int count(String sql, OperationRun run) {
        return jdbc.sql(sql).param(run.id()).query(Integer.class).single();
    }
}

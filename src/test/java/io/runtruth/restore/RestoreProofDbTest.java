package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.proof.Consequence;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.proof.RunFinding;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.DecisionTableRows;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Each row of contract 5.2 on real records, from the run that lost its worker to its ending; and that the
/// decision can be replayed from what was kept.
@Tag("I6")
class RestoreProofDbTest extends DatabaseTest {

    private final RestoreService restores;
    private final SnapshotService snapshots;
    private final OperationLifecycleReconciler reconciler;
    private final RunProofService proofs;
    private final RunQueries runs;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestTargets targets;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person operator;
    private UUID restore;
    private UUID run;

    RestoreProofDbTest(
            RestoreService restores,
            SnapshotService snapshots,
            OperationLifecycleReconciler reconciler,
            RunProofService proofs,
            RunQueries runs,
            ManualQueue queue,
            TestWorkspaces some,
            TestTargets targets,
            JdbcClient jdbc) {
        this.restores = restores;
        this.snapshots = snapshots;
        this.reconciler = reconciler;
        this.proofs = proofs;
        this.runs = runs;
        this.queue = queue;
        this.some = some;
        this.targets = targets;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void lostRestore() {
        scope = some.environment(some.workspace());
        operator = some.person(scope.workspaceId(), Role.OPERATOR);
        TestTargets.write(targets.target(scope), "a.json", "1");
        restore = preview();
        run = ((RestoreDispatched) restores.start(
                        operator, scope, restore, "Environment", null, new RestoreRequest(Via.CONSOLE, null)))
                .runId();
        jdbc.sql("update operation_run set created_at = created_at - interval '1 hour' where id = ?")
                .param(run)
                .update();
    }

    private UUID preview() {
        var snapshot =
                snapshots.take(operator, scope, "a.zip", new ByteArrayInputStream(TestTargets.zip("a.json", "2")));
        return restores.preview(
                        operator,
                        scope,
                        new NewPreview(snapshot.snapshot().id(), null, new RestoreRequest(Via.CONSOLE, null)))
                .id();
    }

    private void lose() {
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(run.toString())
                .update();
    }

    private void is(String state, int applied, int unchanged, int skipped, int failed, int contradicted) {
        jdbc.sql("""
                update restore_run
                set state = ?, applied = ?, unchanged = ?, skipped = ?, failed = ?, contradicted = ?
                where id = ?
                """)
                .params(state, applied, unchanged, skipped, failed, contradicted, restore)
                .update();
    }

    @Test
    void row_1_without_a_restore_it_asks_for_attention() {
        lose();
        jdbc.sql("delete from restore_run where id = ?").param(restore).update();

        assertEnds(RunOutcome.BLOCKED, "attention_required", "restore.missing");
    }

    @Test
    void row_1_a_restore_that_was_started_as_another_run_is_not_this_ones() {
        lose();
        jdbc.sql("update restore_run set run_id = null where id = ?")
                .param(restore)
                .update();
        var other = preview();
        jdbc.sql("update restore_run set run_id = ? where id = ?")
                .params(run, other)
                .update();

        assertEnds(RunOutcome.BLOCKED, "attention_required", "restore.several");
    }

    @Test
    void row_2_read_back_otherwise_it_asks_for_attention() {
        lose();
        is("completed", 1, 0, 0, 0, 1);

        assertEnds(RunOutcome.BLOCKED, "attention_required", "restore.contradicted");
    }

    @Test
    void row_3_with_every_document_reached_it_has_succeeded() {
        lose();
        is("completed", 1, 2, 0, 0, 0);

        assertEnds(RunOutcome.SUCCEEDED, "reconciled_succeeded", "restore.completed");
    }

    @Test
    void row_4_with_a_part_of_them_it_has_partially() {
        lose();
        is("completed", 1, 0, 1, 1, 0);

        assertEnds(RunOutcome.PARTIALLY_SUCCEEDED, "reconciled_partial", "restore.partial");
    }

    @Test
    void row_5_with_none_of_them_it_has_failed() {
        lose();
        is("completed", 0, 0, 1, 1, 0);

        assertEnds(RunOutcome.FAILED, "reconciled_failed", "restore.failed");
    }

    @Test
    void row_6_refused_before_it_began_it_is_blocked() {
        lose();
        is("refused", 0, 0, 0, 0, 0);

        assertEnds(RunOutcome.BLOCKED, "reconciled_blocked", "restore.refused");
    }

    @Test
    void row_7_while_somebody_works_on_it_it_is_left() {
        is("in_progress", 0, 0, 0, 0, 0);

        reconciler.pass();

        var finding = proofs.prove(operator, scope.workspaceId(), run, true);
        assertThat(finding.decision().code()).isEqualTo("still_active");
        assertThat(row().outcome()).isEqualTo(RunOutcome.PENDING);
    }

    @Test
    void row_8_unfinished_and_lost_it_is_given_to_the_queue_again_and_comes_to_its_end() {
        lose();
        is("in_progress", 0, 0, 0, 0, 0);
        RunFinding dry = proofs.prove(operator, scope.workspaceId(), run, true);
        assertThat(dry.decision().grounds().reasonCode()).isEqualTo("restore.unfinished");
        assertThat(dry.consequence()).isEqualTo(Consequence.GIVE_BACK);

        reconciler.pass();
        queue.work(run);

        assertThat(row().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void row_8_not_begun_and_lost_it_is_given_to_the_queue_again() {
        lose();

        reconciler.pass();
        queue.work(run);

        assertThat(row().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
    }

    @Test
    void a_restore_of_another_environment_proves_nothing_here() {
        lose();
        is("completed", 1, 0, 0, 0, 0);
        var elsewhere = some.environment(scope.workspaceId());
        jdbc.sql("update operation_run set environment_id = ? where id = ?")
                .params(elsewhere.environmentId(), run)
                .update();

        reconciler.pass();

        assertThat(row().reconciliation().reasonCode()).isEqualTo("restore.missing");
    }

    @Test
    @Tag("I7")
    void reconciling_again_changes_nothing() {
        lose();
        is("completed", 1, 0, 0, 0, 0);
        reconciler.pass();
        var ended = row();

        reconciler.pass();
        proofs.prove(operator, scope.workspaceId(), run, false);

        assertThat(row()).isEqualTo(ended);
    }

    @Test
    void every_row_has_a_test_on_real_records() {
        assertThat(DecisionTableRows.tested(getClass())).isEqualTo(DecisionTableRows.promised("5.2"));
    }

    private void assertEnds(RunOutcome outcome, String decision, String reason) {
        reconciler.pass();

        var row = row();
        assertThat(row.outcome()).isEqualTo(outcome);
        var kept = row.reconciliation();
        assertThat(kept.decision()).isEqualTo(decision);
        assertThat(kept.reasonCode()).isEqualTo(reason);
        var again = RestoreDecisionTable.decide(
                RestoreEvidence.keptWith(kept).orElseThrow().replayed());
        assertThat(again.code()).isEqualTo(decision);
        assertThat(again.grounds().reasonCode()).isEqualTo(reason);
    }

    private RunRow row() {
        return runs.detail(operator, scope.workspaceId(), run).run();
    }
}

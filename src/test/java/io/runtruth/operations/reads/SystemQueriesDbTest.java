package io.runtruth.operations.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.proof.Consequence;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.proof.PassRequestService;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.reads.SystemOverview.StuckRun;
import io.runtruth.shared.Problem;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a system operator sees across workspaces (contract 8, 9).
class SystemQueriesDbTest extends DatabaseTest {

    private final SystemQueries system;
    private final OperationLifecycleReconciler reconciler;
    private final PassRequestService requests;
    private final RunProofService proofs;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final Actor.Person operator;

    SystemQueriesDbTest(
            SystemQueries system,
            OperationLifecycleReconciler reconciler,
            PassRequestService requests,
            RunProofService proofs,
            OperationRunService writer,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.system = system;
        this.reconciler = reconciler;
        this.requests = requests;
        this.proofs = proofs;
        this.runs = new TestRuns(writer);
        this.some = some;
        this.jdbc = jdbc;
        this.operator = some.systemOperator();
    }

    @Test
    @Tag("I12")
    void for_everybody_else_there_is_no_such_page() {
        var owner = some.person(some.workspace(), Role.OWNER);

        assertThatThrownBy(() -> system.overview(owner)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> system.stuck(owner, 10)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    @Tag("I12")
    void a_right_that_is_taken_away_is_gone_at_once_also_for_somebody_who_is_signed_in() {
        jdbc.sql("update account set system_operator = false where id = ?")
                .param(operator.account())
                .update();

        assertThatThrownBy(() -> system.overview(operator)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> requests.request(operator)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void runs_that_do_not_get_on_are_listed_whoever_they_belong_to_and_others_are_not() {
        var lost = started();
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(lost.toString())
                .update();
        var waiting = started();
        jdbc.sql("update scheduled_tasks set execution_time = now() where task_instance = ?")
                .param(waiting.toString())
                .update();
        var waitingLong = started();
        jdbc.sql("update scheduled_tasks set execution_time = now() - interval '1 minute' where task_instance = ?")
                .param(waitingLong.toString())
                .update();

        var stuck = system.stuck(operator, 1_000);

        assertThat(stuck).extracting(StuckRun::id).contains(lost, waitingLong).doesNotContain(waiting);
        assertThat(stuck).filteredOn(it -> it.id().equals(lost)).singleElement().satisfies(it -> {
            assertThat(it.freshness()).isEqualTo(Freshness.State.LOST);
            assertThat(it.workspace()).isEqualTo("Workspace");
            assertThat(it.environment()).isEqualTo("Environment");
        });
    }

    @Test
    void a_system_operator_checks_a_run_of_any_workspace_and_nobody_else_does() {
        var lost = started();
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(lost.toString())
                .update();
        var owner = some.person(some.workspace(), Role.OWNER);
        assertThatThrownBy(() -> proofs.proveAnywhere(owner, lost)).isInstanceOf(Problem.NotFound.class);

        var finding = proofs.proveAnywhere(operator, lost);

        assertThat(finding.consequence()).isEqualTo(Consequence.GIVE_BACK);
        assertThat(system.stuck(operator, 1_000)).extracting(StuckRun::id).doesNotContain(lost);
    }

    @Test
    void the_last_pass_is_told_with_what_it_looked_at_and_left_alone() {
        // whatever other tests have asked for
        reconciler.pass();
        started();

        var tally = reconciler.pass();

        var last = system.overview(operator).lastPass().orElseThrow();
        assertThat(last.source()).isEqualTo("scheduled");
        assertThat(last.lookedAt()).isEqualTo(tally.lookedAt());
        assertThat(last.leftAlone()).isEqualTo(tally.leftAlone());
        assertThat(last.lasted()).hasValueSatisfying(it -> assertThat(it).isPositive());
    }

    @Test
    void a_pass_that_is_asked_for_is_run_by_a_worker_for_whoever_asked_and_found_by_the_request() {
        started();
        jdbc.sql("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                values ('operations.reconcile', 'recurring', now() + interval '1 minute', false, 1)
                on conflict (task_name, task_instance) do update
                set execution_time = excluded.execution_time, picked = false
                """).update();

        var request = requests.request(operator);

        assertThat(system.answer(operator, request)).as("nobody runs it here").isEmpty();
        assertThat(jdbc.sql("""
                select execution_time <= now() + interval '1 second'
                from scheduled_tasks
                where task_name = 'operations.reconcile'
                """).query(Boolean.class).single())
                .as("the queue takes it up now")
                .isTrue();

        var tally = reconciler.pass();

        assertThat(system.answer(operator, request)).hasValueSatisfying(pass -> {
            assertThat(pass.source()).isEqualTo("operator");
            assertThat(pass.finishedAt()).isNotNull();
            assertThat(pass.lookedAt()).isEqualTo(tally.lookedAt());
        });
    }

    @Test
    void who_asks_at_the_same_time_is_answered_by_the_same_pass_and_none_follows_that_nobody_asked_for() {
        var first = requests.request(operator);
        var second = requests.request(some.systemOperator());

        reconciler.pass();

        var answer = system.answer(operator, first).orElseThrow();
        assertThat(system.answer(operator, second)).hasValue(answer);
        assertThat(system.overview(operator).passes().getFirst().id()).isEqualTo(answer.id());
        reconciler.pass();
        assertThat(system.overview(operator).passes().getFirst().source()).isEqualTo("scheduled");
    }

    @Test
    void a_request_whose_pass_was_broken_off_is_answered_by_the_next_pass() {
        var request = requests.request(operator);
        reconciler.pass();
        jdbc.sql("update reconciler_pass set finished_at = null where id = ?")
                .param(system.answer(operator, request).orElseThrow().id())
                .update();

        reconciler.pass();

        assertThat(system.answer(operator, request).orElseThrow().finishedAt()).isNotNull();
    }

    @Test
    @Tag("I12")
    void what_a_request_came_to_is_told_to_system_operators_only() {
        var request = requests.request(operator);
        var owner = some.person(some.workspace(), Role.OWNER);

        assertThatThrownBy(() -> system.answer(owner, request)).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> requests.request(owner)).isInstanceOf(Problem.NotFound.class);
        reconciler.pass();
    }

    @Test
    void a_pass_is_overdue_when_none_has_begun_or_ended_for_two_intervals() {
        reconciler.pass();
        assertThat(system.overview(operator).passOverdue()).isFalse();

        jdbc.sql("""
                update reconciler_pass
                set started_at = started_at - interval '3 minutes', finished_at = finished_at - interval '3 minutes'
                """).update();

        assertThat(system.overview(operator).passOverdue()).isTrue();
    }

    @Test
    void a_run_whose_worker_has_fallen_silent_is_listed_also_when_it_was_never_marked_as_running() {
        var run = started();
        jdbc.sql("""
                update scheduled_tasks
                set picked = true, picked_by = 'gone', last_heartbeat = now() - interval '1 hour',
                    execution_time = now() - interval '1 hour'
                where task_instance = ?
                """).param(run.toString()).update();

        assertThat(system.stuck(operator, 1_000))
                .filteredOn(it -> it.id().equals(run))
                .extracting(StuckRun::freshness)
                .containsExactly(Freshness.State.LOST);
        assertThat(reconciler.preview(operator, 1_000))
                .extracting(it -> it.run().id())
                .contains(run);
    }

    @Test
    void the_preview_shows_lost_runs_and_not_those_that_only_wait() {
        var waitingLong = started();
        jdbc.sql("update scheduled_tasks set execution_time = now() - interval '1 hour' where task_instance = ?")
                .param(waitingLong.toString())
                .update();

        assertThat(reconciler.preview(operator, 1_000))
                .extracting(it -> it.run().id())
                .doesNotContain(waitingLong);
    }

    @Test
    void the_queue_is_told_in_numbers_and_the_nodes_by_their_own_sign_of_life() {
        var before = system.overview(operator).queue();

        started();

        var overview = system.overview(operator);
        assertThat(overview.queue().due()).isEqualTo(before.due() + 1);
        assertThat(overview.queue().oldestDueAt()).isNotNull();
        assertThat(overview.nodes()).anySatisfy(node -> {
            assertThat(node.role()).isEqualTo("web");
            assertThat(node.seenAt()).isAfterOrEqualTo(node.startedAt());
        });
    }

    private UUID started() {
        var workspace = some.workspace();
        var reviewer = some.person(workspace, Role.REVIEWER);
        var run = runs.queued(reviewer, some.environment(workspace)).id();
        jdbc.sql("update operation_run set created_at = created_at - interval '1 hour' where id = ?")
                .param(run)
                .update();
        return run;
    }
}

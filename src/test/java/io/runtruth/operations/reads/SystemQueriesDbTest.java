package io.runtruth.operations.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.proof.AdapterRunReconciler;
import io.runtruth.operations.proof.Consequence;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.reads.SystemOverview.StuckRun;
import io.runtruth.shared.Problem;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a system operator sees across workspaces (SPEC 8, 9).
class SystemQueriesDbTest extends DatabaseTest {

    private final SystemQueries system;
    private final OperationLifecycleReconciler reconciler;
    private final AdapterRunReconciler single;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final Actor.Person operator;

    SystemQueriesDbTest(
            SystemQueries system,
            OperationLifecycleReconciler reconciler,
            AdapterRunReconciler single,
            OperationRunService writer,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.system = system;
        this.reconciler = reconciler;
        this.single = single;
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
        assertThatThrownBy(() -> reconciler.passNow(operator)).isInstanceOf(Problem.NotFound.class);
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
        assertThatThrownBy(() -> single.checkAnywhere(owner, lost)).isInstanceOf(Problem.NotFound.class);

        var finding = single.checkAnywhere(operator, lost);

        assertThat(finding.consequence()).isEqualTo(Consequence.GIVE_BACK);
        assertThat(system.stuck(operator, 1_000)).extracting(StuckRun::id).doesNotContain(lost);
    }

    @Test
    void a_pass_is_overdue_where_the_last_regular_one_began_more_than_two_intervals_ago() {
        reconciler.pass();
        assertThat(system.overview(operator).passOverdue()).isFalse();

        jdbc.sql("update reconciler_pass set started_at = started_at - interval '121 seconds'")
                .update();
        reconciler.passNow(operator);

        assertThat(system.overview(operator).passOverdue()).isTrue();
    }

    @Test
    void the_last_pass_is_told_with_what_it_looked_at_and_left_alone() {
        started();

        var tally = reconciler.passNow(operator);

        var last = system.overview(operator).lastPass().orElseThrow();
        assertThat(last.source()).isEqualTo("operator");
        assertThat(last.lookedAt()).isEqualTo(tally.lookedAt());
        assertThat(last.leftAlone()).isEqualTo(tally.leftAlone());
        assertThat(last.lasted()).hasValueSatisfying(it -> assertThat(it).isPositive());
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

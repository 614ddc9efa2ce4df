package io.runtruth.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.RunProgress.Going;
import io.runtruth.operations.RunTransition.AlreadyTerminal;
import io.runtruth.operations.RunTransition.Applied;
import io.runtruth.operations.RunTransition.LeaseLost;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestWorkspaces;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OperationRunServiceDbTest extends DatabaseTest {

    private final OperationRunService service;
    private final RunQueries queries;
    private final ManualQueue queue;
    private final QueueClock clock;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;
    private final MeterRegistry meters;
    private final TransactionTemplate transaction;

    private Scope scope;
    private Actor operator;

    OperationRunServiceDbTest(
            OperationRunService service,
            RunQueries queries,
            ManualQueue queue,
            QueueClock clock,
            TestWorkspaces some,
            JdbcClient jdbc,
            MeterRegistry meters,
            PlatformTransactionManager transactions) {
        this.service = service;
        this.queries = queries;
        this.queue = queue;
        this.clock = clock;
        this.some = some;
        this.jdbc = jdbc;
        this.meters = meters;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void environment() {
        scope = some.environment(some.workspace());
        operator = some.person(scope.workspaceId(), Role.OPERATOR);
    }

    @Test
    @Tag("I5")
    void a_start_that_is_rolled_back_leaves_neither_run_nor_queue_entry() {
        var run = transaction.execute(status -> {
            status.setRollbackOnly();
            return start();
        });

        assertThatThrownBy(() -> queries.row(operator, scope.workspaceId(), run.id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(queue.entries(run.id())).isZero();
    }

    @Test
    @Tag("I2")
    void the_database_itself_refuses_a_second_active_run_of_one_identity() {
        var run = start();

        assertThatThrownBy(() -> jdbc.sql("""
                        insert into operation_run
                            (id, workspace_id, environment_id, type, identity, status, outcome, attempt,
                            initiator_kind, initiator_name, created_at, summary_counts, context)
                        select gen_random_uuid(), workspace_id, environment_id, type, identity, 'running', 'pending',
                            0, 'system', 'test', created_at, '{}', '{}'
                        from operation_run
                        where id = ?
                        """).param(run.id()).update())
                .hasMessageContaining("operation_run_active_unique");
    }

    @Test
    @Tag("I4")
    void only_the_newest_pick_up_can_end_a_run() {
        var first = pickUp(start());
        var second = pickUp(first);

        assertThat(service.complete(first, Ending.succeeded(Map.of()))).isInstanceOf(LeaseLost.class);
        assertThat(service.complete(second, Ending.succeeded(Map.of()))).isInstanceOf(Applied.class);
    }

    @Test
    void of_a_timeline_that_has_grown_long_the_newest_is_told() {
        var run = pickUp(start());
        jdbc.sql("""
                insert into run_event (workspace_id, run_id, at, kind, actor_kind, actor_name, attempt, node, details)
                select workspace_id, id, now(), 'joined', 'system', 'Somebody', 0, 'node', '{}'
                from operation_run, generate_series(1, 600)
                where id = ?
                """).param(run.id()).update();
        service.complete(run, Ending.succeeded(Map.of()));

        var told = queries.detail(operator, scope.workspaceId(), run.id()).events();

        assertThat(told).hasSize(500);
        assertThat(told.getLast().to()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    @Tag("I4")
    void a_late_report_that_contradicts_the_ending_changes_nothing_and_asks_for_attention() {
        var first = pickUp(start());
        var second = pickUp(first);
        service.complete(second, Ending.failed("run.unexpected", null));

        var late = service.complete(first, Ending.succeeded(Map.of()));

        assertThat(late).isInstanceOf(AlreadyTerminal.class);
        var run = queries.detail(operator, scope.workspaceId(), first.id());
        assertThat(run.run().outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(run.run().attentionCode()).isEqualTo("run.late_report_contradicts");
        assertThat(run.events().getLast().kind()).isEqualTo(EventKind.LATE_REPORT);
        assertThat(run.events().getLast().details()).containsEntry("agrees", false);
    }

    @Test
    @Tag("I4")
    void a_late_report_that_agrees_is_kept_and_nobody_is_bothered() {
        var first = pickUp(start());
        var second = pickUp(first);
        service.complete(second, Ending.succeeded(Map.of()));

        service.complete(first, Ending.succeeded(Map.of()));

        var run = queries.detail(operator, scope.workspaceId(), first.id());
        assertThat(run.run().attentionCode()).isNull();
        assertThat(run.events().getLast().details()).containsEntry("agrees", true);
    }

    @Test
    @Tag("I4")
    void the_database_itself_refuses_to_change_how_a_run_ended() {
        var run = pickUp(start());
        service.complete(run, Ending.succeeded(Map.of()));

        assertThatThrownBy(() -> jdbc.sql("update operation_run set outcome = 'failed' where id = ?")
                        .param(run.id())
                        .update())
                .hasMessageContaining("does not change");
    }

    @Test
    void events_are_only_ever_added() {
        var run = start();

        assertThatThrownBy(() -> jdbc.sql("update run_event set kind = 'joined' where run_id = ?")
                        .param(run.id())
                        .update())
                .hasMessageContaining("only ever added");
    }

    @Test
    void a_run_that_had_ended_is_not_worked_again_and_the_timeline_says_so() {
        var run = pickUp(start());
        service.complete(run, Ending.succeeded(Map.of()));

        assertThat(service.markRunning(run.id())).isInstanceOf(AlreadyTerminal.class);
        assertThat(queries.detail(operator, scope.workspaceId(), run.id())
                        .events()
                        .getLast()
                        .kind())
                .isEqualTo(EventKind.PICKED_UP_AFTER_END);
    }

    @Test
    void cancelling_a_queued_run_ends_it_and_removes_its_queue_entry() {
        var run = start();

        service.cancel(operator, scope.workspaceId(), run.id());

        assertThat(queries.row(operator, scope.workspaceId(), run.id()).outcome())
                .isEqualTo(RunOutcome.CANCELLED);
        assertThat(queue.entries(run.id())).isZero();
    }

    @Test
    void a_run_cancelled_before_anybody_took_it_up_is_an_ending_of_no_attempt() {
        var run = start();
        var attempts =
                meters.summary("runtruth.run.attempts", "type", run.type().code());
        var endings = attempts.count();
        var total = attempts.totalAmount();

        service.cancel(operator, scope.workspaceId(), run.id());

        assertThat(attempts.count()).isEqualTo(endings + 1);
        assertThat(attempts.totalAmount()).isEqualTo(total);
    }

    @Test
    @Tag("I4")
    void cancelling_a_run_that_a_worker_has_just_picked_ends_it_and_the_worker_finds_it_ended() {
        var run = start();
        var picked = queue.pick(scope, clock.now()).orElseThrow();

        var answer = service.cancel(operator, scope.workspaceId(), run.id());

        assertThat(answer).isInstanceOf(Applied.class);
        assertThat(queue.entries(run.id())).as("its worker has it").isOne();
        queue.work(picked);
        var ended = queries.detail(operator, scope.workspaceId(), run.id());
        assertThat(ended.run().outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(ended.events().getLast().kind()).isEqualTo(EventKind.PICKED_UP_AFTER_END);
        assertThat(queue.entries(run.id())).isZero();
    }

    @Test
    void asking_a_run_to_stop_is_on_its_timeline_once_with_who_asked() {
        var run = pickUp(start());

        service.cancel(operator, scope.workspaceId(), run.id());
        service.cancel(operator, scope.workspaceId(), run.id());

        assertThat(queries.detail(operator, scope.workspaceId(), run.id()).events())
                .filteredOn(it -> it.kind() == EventKind.STOP_REQUESTED)
                .singleElement()
                .satisfies(it -> assertThat(it.actorName()).isEqualTo(operator.name()));
    }

    @Test
    void a_run_that_waits_while_no_worker_is_there_says_so() {
        var run = start();
        queue.goneSince(clock.now());
        try {
            assertThat(state(run)).isEqualTo(Freshness.State.NO_WORKER);
        } finally {
            queue.begin();
        }
        assertThat(state(run)).isEqualTo(Freshness.State.WAITING);
    }

    private Freshness.State state(OperationRun run) {
        return queries.row(operator, scope.workspaceId(), run.id()).freshness().state();
    }

    @Test
    void cancelling_a_running_one_asks_it_to_stop_at_its_next_step() {
        var run = pickUp(start());

        service.cancel(operator, scope.workspaceId(), run.id());

        assertThat(queries.row(operator, scope.workspaceId(), run.id()).status())
                .isEqualTo(RunStatus.RUNNING);
        assertThat(service.progress(run, new Progress(1, 7, "evidence"))).isEqualTo(Going.STOP_REQUESTED);
    }

    @Test
    void the_progress_of_an_older_attempt_is_not_kept() {
        var first = pickUp(start());
        pickUp(first);

        assertThat(service.progress(first, new Progress(1, 7, "evidence"))).isEqualTo(Going.LEASE_LOST);
        assertThat(queries.row(operator, scope.workspaceId(), first.id()).progress())
                .isNull();
    }

    @Test
    @Tag("I12")
    void a_run_is_not_found_from_another_workspace_nor_by_a_member_of_another_environment() {
        var run = start();
        var elsewhere = some.person(some.workspace(), Role.OWNER);
        var neighbour = some.personFor(some.environment(scope.workspaceId()), Role.OPERATOR);

        assertThatThrownBy(() -> queries.row(elsewhere, scope.workspaceId(), run.id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> queries.row(neighbour, scope.workspaceId(), run.id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> service.cancel(neighbour, scope.workspaceId(), run.id()))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void pages_follow_each_other_by_key_without_gap_or_repetition() {
        var ids = java.util.stream.IntStream.range(0, 7)
                .mapToObj(_ -> start().id())
                .toList();

        var first = queries.page(operator, scope.workspaceId(), RunFilter.ALL, null, 3);
        var second = queries.page(
                operator, scope.workspaceId(), RunFilter.ALL, first.next().orElseThrow(), 3);
        var third = queries.page(
                operator, scope.workspaceId(), RunFilter.ALL, second.next().orElseThrow(), 3);

        assertThat(java.util.stream.Stream.of(first, second, third)
                        .flatMap(page -> page.items().stream())
                        .map(RunRow::id))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(third.next()).isEmpty();
    }

    private OperationRun start() {
        var asked = new NewRun(
                OperationType.REVIEW_COMPOSE,
                scope,
                UUID.randomUUID().toString(),
                new RunSubject(UUID.randomUUID(), "f".repeat(64)),
                Via.CONSOLE);
        return ((RunStart.Started) service.start(operator, asked)).run();
    }

    private OperationRun pickUp(OperationRun run) {
        return ((Applied) service.markRunning(run.id())).run();
    }
}

package io.runtruth.operations.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.shared.StartRefused;
import io.runtruth.testing.ExplainedStatements;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// On a database of its own, in which succeeded, failed and cancelled runs are kept for 100 days.
@Import({TestWorkspaces.class, TestEvidence.class, ManualQueue.class, ExplainedStatements.class})
@SpringBootTest(
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            "runtruth.keep.succeeded=100d",
            "runtruth.keep.failed=100d",
            "runtruth.keep.cancelled=100d",
            "spring.datasource.hikari.connection-init-sql=set jit = off",
            "spring.datasource.hikari.data-source-properties.socketTimeout=0"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Tag("db")
class RunKeepingDbTest {

    private static final TestDatabase.Database DATABASE = TestDatabase.create();

    private final RunKeeper keeper;
    private final RunKeepingService service;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final EnvironmentReviewService starts;
    private final ManualQueue queue;
    private final ExplainedStatements explained;
    private final TestRuns runs;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person owner;

    RunKeepingDbTest(
            RunKeeper keeper,
            RunKeepingService service,
            TestWorkspaces some,
            TestEvidence evidence,
            EnvironmentReviewService starts,
            ManualQueue queue,
            ExplainedStatements explained,
            OperationRunService runs,
            JdbcClient jdbc) {
        this.keeper = keeper;
        this.service = service;
        this.some = some;
        this.evidence = evidence;
        this.starts = starts;
        this.queue = queue;
        this.explained = explained;
        this.runs = new TestRuns(runs);
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @BeforeEach
    void workspace() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    void runs_go_with_their_events_when_their_time_is_over_and_not_before() {
        var old = ended(Ending.cancelled(), 101);
        var young = ended(Ending.cancelled(), 99);

        keeper.pass();

        assertThat(exists(old)).isFalse();
        assertThat(exists(young)).isTrue();
        assertThat(jdbc.sql("select count(*) from run_event where run_id = ?")
                        .param(old)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void outcomes_without_a_rule_are_kept_for_ever() {
        var blocked = ended(Ending.blocked("environment.archived"), 5_000);
        ended(Ending.succeeded(Map.of()), 10);

        keeper.pass();

        assertThat(exists(blocked)).isTrue();
    }

    @Test
    void each_part_has_its_audit_entry() {
        ended(Ending.cancelled(), 200);
        ended(Ending.cancelled(), 201);

        keeper.pass();

        assertThat(jdbc.sql("""
                        select details ->> 'outcome' || ' ' || (details ->> 'runs') || ' ' || actor_name
                        from audit_entry
                        where workspace_id = ?
                        and action = 'runs.removed'
                        """).param(scope.workspaceId()).query(String.class).list())
                .containsExactly("cancelled 2 keeping");
    }

    @Test
    void the_run_of_a_review_that_can_be_read_or_is_being_made_stays() {
        var ready = composed("ready");
        var published = composed("published");
        var draft = composed("draft");

        keeper.pass();

        assertThat(exists(ready)).isTrue();
        assertThat(exists(published)).isTrue();
        assertThat(exists(draft)).isTrue();
    }

    @Test
    void a_review_that_nobody_reads_any_more_goes_on_without_its_run() {
        var superseded = composed("superseded");

        keeper.pass();

        assertThat(exists(superseded)).isFalse();
        assertThat(jdbc.sql("select run_id is null from environment_review where environment_id = ?")
                        .param(scope.environmentId())
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);
    }

    @Test
    void a_question_to_a_person_stays_until_a_later_run_succeeded() {
        var open = ended(Ending.failed("run.unexpected", "R1"), 150);
        keeper.pass();
        assertThat(exists(open)).isTrue();

        ended(Ending.succeeded(Map.of()), 20);
        keeper.pass();

        assertThat(exists(open)).isFalse();
    }

    @Test
    void a_success_of_another_environment_or_kind_or_before_answers_nothing() {
        ended(Ending.succeeded(Map.of()), 160);
        var open = ended(Ending.failed("run.unexpected", "R1"), 150);
        var elsewhere = some.environment(scope.workspaceId());
        var answered = runs.ended(owner, elsewhere, Ending.failed("run.unexpected", "R2"))
                .id();
        age(answered, 150);
        age(runs.ended(owner, elsewhere, Ending.succeeded(Map.of())).id(), 20);
        history(1, "failed", 150, false);
        history(1, "succeeded", 20, false);

        keeper.pass();

        assertThat(exists(open)).isTrue();
        assertThat(exists(answered)).isFalse();
    }

    @Test
    void a_run_that_took_long_is_kept_from_its_end_on() {
        var run = ended(Ending.cancelled(), 101);
        jdbc.sql("update operation_run set completed_at = now() - interval '99 days' where id = ?")
                .param(run)
                .update();

        keeper.pass();

        assertThat(exists(run)).isTrue();
    }

    @Test
    void a_flagged_run_stays_although_it_succeeded() {
        var flagged = ended(Ending.succeeded(Map.of()), 150);
        jdbc.sql("update operation_run set attention_code = 'run.late_report_contradicts' where id = ?")
                .param(flagged)
                .update();

        keeper.pass();

        assertThat(exists(flagged)).isTrue();
    }

    @Test
    void more_runs_that_must_stay_than_a_part_has_hide_none_behind_them() {
        history(RunKeepingService.PART + 50, "failed", 300, false);
        var behind = ended(Ending.failed("run.unexpected", "R1"), 150);
        ended(Ending.succeeded(Map.of()), 20);
        history(RunKeepingService.PART * 2, "cancelled", 200, false);

        keeper.pass();

        assertThat(exists(behind)).isFalse();
        assertThat(count("failed")).isEqualTo(RunKeepingService.PART + 50);
        assertThat(count("cancelled")).isZero();
    }

    @Test
    void a_preview_says_what_would_go_and_removes_nothing() {
        var operator = some.systemOperator();
        keeper.pass();
        var before = preview(operator, RunOutcome.CANCELLED);
        var old = ended(Ending.cancelled(), 101);

        assertThat(preview(operator, RunOutcome.CANCELLED).going()).isEqualTo(before.going() + 1);
        assertThat(exists(old)).isTrue();
        assertThat(preview(operator, RunOutcome.BLOCKED).kept()).isNull();
    }

    @Test
    void a_preview_is_for_system_operators() {
        assertThatThrownBy(() -> service.preview(owner)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void a_part_costs_what_it_removes_and_not_the_history() {
        history(50_000, "succeeded", 10, false);
        history(1_000, "cancelled", 300, true);
        jdbc.sql("vacuum (analyze) operation_run").update();

        var costs = explained.of(() -> service.preview(some.systemOperator()));

        assertThat(costs).isNotEmpty();
        assertThat(costs.stream()
                        .mapToLong(ExplainedStatements.Explained::rowsRead)
                        .sum())
                .as(costs.toString())
                .isLessThan(5_000);
        var begun = System.nanoTime();
        service.removePart(scope.workspaceId(), RunOutcome.CANCELLED, null);
        System.out.println(
                "a part took ms " + Duration.ofNanos(System.nanoTime() - begun).toMillis());
        assertThat(count("cancelled")).isEqualTo(1_000 - RunKeepingService.PART);
    }

    @Test
    void a_time_shorter_than_what_screens_tell_of_is_refused() {
        assertThatThrownBy(() -> new KeepingRules(Duration.ofDays(30), null, null, null, null))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("RUNTRUTH_KEEP_SUCCEEDED")
                .hasMessageContaining("31 days");
    }

    private RunKeepingService.KeepingPreview preview(Actor operator, RunOutcome outcome) {
        return service.preview(operator).stream()
                .filter(it -> it.outcome() == outcome)
                .findFirst()
                .orElseThrow();
    }

    private UUID ended(Ending ending, int daysAgo) {
        var run = runs.ended(owner, scope, ending).id();
        age(run, daysAgo);
        return run;
    }

    private UUID composed(String status) {
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass", "fail");
        var started = (Dispatched) starts.create(
                owner, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        jdbc.sql("update environment_review set status = ? where id = ?")
                .params(status, started.reviewId())
                .update();
        age(started.runId(), 400);
        return started.runId();
    }

    private void age(UUID run, int days) {
        jdbc.sql("""
                update operation_run
                set created_at = now() - make_interval(days => :days), completed_at = now() - make_interval(days => :days)
                where id = :run
                """).param("days", days).param("run", run).update();
    }

    private void history(int runs, String outcome, int daysAgo, boolean withEvents) {
        jdbc.sql("""
                with made as (
                    insert into operation_run
                        (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                        initiator_name, created_at, completed_at, summary_counts, context)
                    select gen_random_uuid(), :workspace, :environment, 'restore.execute', 'h' || n, 'completed', :outcome,
                        1, 'system', 'test', now() - make_interval(days => :days), now() - make_interval(days => :days),
                        '{}', '{}'
                    from generate_series(1, :runs) n
                    returning *)
                insert into run_event
                    (workspace_id, run_id, at, kind, actor_kind, actor_name, attempt, node, details)
                select workspace_id, id, created_at, 'dispatched', 'system', 'test', 1, 'node', '{}'
                from made, generate_series(1, 6)
                where :events
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("outcome", outcome)
                .param("days", daysAgo)
                .param("runs", runs)
                .param("events", withEvents)
                .update();
    }

    private int count(String outcome) {
        return jdbc.sql("select count(*) from operation_run where workspace_id = ? and outcome = ?")
                .params(scope.workspaceId(), outcome)
                .query(Integer.class)
                .single();
    }

    private boolean exists(UUID run) {
        return jdbc.sql("select exists (select from operation_run where id = ?)")
                .param(run)
                .query(Boolean.class)
                .single();
    }
}

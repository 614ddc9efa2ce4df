package io.runtruth.operations.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.runtruth.access.Role;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.Progress;
import io.runtruth.operations.Via;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.testing.CountedStatements;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// A node that takes jobs, whose queue would look for itself only once an hour, and whose own clock is five minutes
/// ahead.
@Import({TestWorkspaces.class, TestEvidence.class, CountedStatements.class, WorkerDbTest.FiveMinutesAhead.class})
@SpringBootTest(
        properties = {
            "runtruth.role=worker",
            "runtruth.demo=false",
            "db-scheduler.polling-interval=1h",
            "runtruth.reconciler.interval=1h",
            "runtruth.queue.find-lost-every=1h",
            "runtruth.queue.keep-recurring-every=1h",
            "spring.datasource.hikari.maximum-pool-size=4"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
@Tag("db")
class WorkerDbTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final TestDatabase.Database DATABASE = TestDatabase.create();

    private final EnvironmentReviewService reviews;
    private final OperationRunService writer;
    private final RecurringTasks recurring;
    private final Scheduler scheduler;
    private final DataSource screens;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final CountedStatements statements;
    private final JdbcClient jdbc;

    WorkerDbTest(
            EnvironmentReviewService reviews,
            OperationRunService writer,
            RecurringTasks recurring,
            Scheduler scheduler,
            DataSource screens,
            TestWorkspaces some,
            TestEvidence evidence,
            CountedStatements statements,
            JdbcClient jdbc) {
        this.reviews = reviews;
        this.writer = writer;
        this.recurring = recurring;
        this.scheduler = scheduler;
        this.screens = screens;
        this.some = some;
        this.evidence = evidence;
        this.statements = statements;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class FiveMinutesAhead {

        @Bean
        @Primary
        static Clock wrongClock() {
            return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
        }
    }

    @Test
    void a_run_is_worked_as_soon_as_its_start_is_committed_and_not_when_the_queue_looks_by_itself() {
        var run = start();

        await().atMost(SOON).until(() -> status(run).equals("completed succeeded"));
    }

    @Test
    void what_the_queue_keeps_is_the_databases_time_although_the_nodes_clock_is_five_minutes_ahead() {
        var run = start();
        await().atMost(SOON).until(() -> status(run).equals("completed succeeded"));

        var furthest = jdbc.sql("""
                select max(abs(extract(epoch from now() - at)))::bigint
                from (
                    select created_at as at from operation_run where id = :run
                    union all
                    select completed_at from operation_run where id = :run
                    union all
                    select at from run_event where run_id = :run
                    union all
                    select seen_at from node
                    union all
                    select started_at from reconciler_pass) told
                """).param("run", run).query(Long.class).single();
        assertThat(furthest).isLessThan(120);
    }

    @Test
    void the_node_says_that_its_clock_is_off_and_that_its_death_is_noticed_by_its_lock() {
        var minutes = jdbc.sql("select clock_ahead_ms / 60000 from node where lock_key is not null")
                .query(Integer.class)
                .list();

        assertThat(minutes).singleElement().satisfies(it -> assertThat(it).isBetween(4, 5));
    }

    @Test
    @Tag("I6")
    void what_recurs_is_made_again_when_the_queue_has_lost_its_rows() {
        await().atMost(SOON).until(() -> passes() > 0);
        jdbc.sql("delete from scheduled_tasks").update();

        recurring.keep();

        assertThat(jdbc.sql("select task_name from scheduled_tasks where task_instance = 'recurring'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("operations.reconcile", "operations.find_lost", "operations.keep");
    }

    @Test
    void what_recurs_and_has_its_entry_is_left_as_it_is() {
        recurring.keep();
        jdbc.sql("update scheduled_tasks set execution_time = '2030-01-01' where task_name = 'operations.find_lost'")
                .update();

        recurring.keep();

        assertThat(jdbc.sql("select extract(year from execution_time)::int from scheduled_tasks"
                                + " where task_name = 'operations.find_lost'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2030);
    }

    @Test
    void an_entry_whose_run_is_gone_is_removed() {
        var nobodys = UUID.randomUUID().toString();
        jdbc.sql("""
                insert into scheduled_tasks
                    (task_name, task_instance, execution_time, picked, consecutive_failures, version)
                values ('environment.review.compose', ?, now(), false, 0, 1)
                """).param(nobodys).update();

        scheduler.triggerCheckForDueExecutions();

        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
                                .param(nobodys)
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    @Test
    void the_queue_waits_for_no_connection_of_the_screens() throws SQLException {
        var taken = new ArrayList<Connection>();
        try {
            for (var i = 0; i < 4; i++) {
                taken.add(screens.getConnection());
            }

            assertThat(scheduler.getScheduledExecutions()).isNotNull();
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void a_step_of_progress_is_one_statement_and_the_change_that_tells_of_it() {
        var workspace = some.workspace();
        var run = writer.markRunning(new TestRuns(writer)
                        .queued(some.person(workspace, Role.REVIEWER), some.environment(workspace))
                        .id())
                .run();
        statements.reset();

        writer.progress(run, new Progress(1, 7, "evidence"));

        assertThat(statements.count()).isEqualTo(2);
    }

    private UUID start() {
        var workspace = some.workspace();
        var scope = some.environment(workspace);
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass", "fail");
        var started = reviews.create(some.person(workspace, Role.REVIEWER), scope, new StartRequest(Via.CONSOLE, null));
        return ((Dispatched) started).runId();
    }

    private String status(UUID run) {
        return jdbc.sql("select status || ' ' || outcome from operation_run where id = ?")
                .param(run)
                .query(String.class)
                .single();
    }

    private int passes() {
        return jdbc.sql("select count(*) from reconciler_pass where finished_at is not null")
                .query(Integer.class)
                .single();
    }
}

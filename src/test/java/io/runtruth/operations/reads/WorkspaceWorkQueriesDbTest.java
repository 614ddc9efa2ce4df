package io.runtruth.operations.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.runtruth.access.Actor;
import io.runtruth.access.Reach;
import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.reads.WorkspaceWork.CountedRuns;
import io.runtruth.operations.reads.WorkspaceWork.DayEndings;
import io.runtruth.operations.reads.WorkspaceWork.WorkspaceStanding;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the homes tell of runs (contract 9).
class WorkspaceWorkQueriesDbTest extends DatabaseTest {

    private final WorkspaceWorkQueries queries;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    private Scope scope;
    private Actor.Person owner;

    WorkspaceWorkQueriesDbTest(
            WorkspaceWorkQueries queries, OperationRunService writer, TestWorkspaces some, JdbcClient jdbc) {
        this.queries = queries;
        this.runs = new TestRuns(writer);
        this.some = some;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void people() {
        scope = some.environment(some.workspace());
        owner = some.person(scope.workspaceId(), Role.OWNER);
    }

    @Test
    void what_waits_and_what_is_worked_on_runs_and_what_asks_needs_a_person() {
        var oldest = runs.queued(owner, scope);
        runs.running(owner, scope);
        runs.ended(owner, scope, Ending.succeeded(Map.of()));
        var asking = runs.ended(owner, scope, Ending.blocked("review.archived"));

        var work = queries.work(owner, whole());

        assertThat(work.running()).isEqualTo(new CountedRuns(2, false, begun(oldest)));
        assertThat(work.needsYou()).isEqualTo(new CountedRuns(1, false, begun(asking)));
    }

    @Test
    @Tag("I12")
    void a_member_of_one_environment_is_told_of_its_runs_alone() {
        var other = some.environment(scope.workspaceId());
        var member = some.personFor(scope, Role.OPERATOR);
        runs.queued(owner, scope);
        runs.queued(owner, other);
        runs.ended(owner, other, Ending.blocked("review.archived"));

        var work = queries.work(member, whole());
        var endings = queries.endings(member, whole(), ZoneOffset.UTC);
        var standing = standing(member);

        assertThat(work.running().number()).isOne();
        assertThat(work.needsYou().number()).isZero();
        assertThat(endings.total()).isZero();
        assertThat(standing.environments()).isOne();
        assertThat(standing.running().number()).isOne();
        assertThat(standing.needsYou().number()).isZero();
    }

    @Test
    @Tag("I12")
    void whoever_may_not_see_runs_is_told_of_none_whatever_is_asked() {
        var customer = some.person(scope.workspaceId(), Role.CUSTOMER);
        var stranger = some.stranger();
        runs.queued(owner, scope);

        assertThat(queries.standings(customer, List.of(scope.workspaceId()))).isEmpty();
        assertThat(queries.standings(stranger, List.of(scope.workspaceId()))).isEmpty();
        assertThatThrownBy(() -> queries.work(customer, whole())).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> queries.endings(stranger, whole(), ZoneOffset.UTC))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void each_workspace_that_is_asked_for_stands_with_its_own_runs() {
        var second = some.environment(some.workspace());
        jdbc.sql("insert into member (workspace_id, account_id, role, all_environments, version)"
                        + " select ?, account_id, role, all_environments, 0 from member where account_id = ?")
                .params(second.workspaceId(), owner.account())
                .update();
        runs.queued(owner, second);
        runs.ended(owner, second, Ending.blocked("review.archived"));

        var both = queries.standings(owner, List.of(scope.workspaceId(), second.workspaceId()));

        assertThat(both)
                .extracting(
                        WorkspaceStanding::workspaceId,
                        it -> it.running().number(),
                        it -> it.needsYou().number())
                .containsExactlyInAnyOrder(tuple(scope.workspaceId(), 0, 0), tuple(second.workspaceId(), 1, 1));
    }

    @Test
    void an_ending_is_told_on_the_day_that_it_is_in_the_readers_zone() {
        var run = runs.ended(owner, scope, Ending.succeeded(Map.of()));
        var evening = at(run, "2 days", "23:30");

        assertThat(days(ZoneOffset.UTC)).containsExactly(evening);
        assertThat(days(ZoneId.of("Asia/Tokyo"))).containsExactly(evening.plusDays(1));
    }

    @Test
    void what_ended_more_than_thirty_days_ago_is_told_no_more() {
        at(runs.ended(owner, scope, Ending.succeeded(Map.of())), "29 days", "12:00");
        at(runs.ended(owner, scope, Ending.succeeded(Map.of())), "31 days", "12:00");

        assertThat(queries.endings(owner, whole(), ZoneOffset.UTC).total()).isOne();
    }

    @Test
    void what_was_decided_from_records_and_contradicted_later_is_told_apart() {
        runs.ended(owner, scope, Ending.succeeded(Map.of()));
        decided(runs.ended(owner, scope, Ending.succeeded(Map.of())), null);
        decided(runs.ended(owner, scope, Ending.succeeded(Map.of())), "run.late_report_contradicts");

        var endings = queries.endings(owner, whole(), ZoneOffset.UTC);

        assertThat(endings.total()).isEqualTo(3);
        assertThat(endings.decided()).isEqualTo(2);
        assertThat(endings.contradicted()).isOne();
        assertThat(endings.more()).isFalse();
        assertThat(endings.days())
                .allSatisfy(day -> assertThat(day.outcome()).isEqualTo(RunOutcome.SUCCEEDED))
                .extracting(DayEndings::decided, DayEndings::number)
                .containsExactly(tuple(false, 1), tuple(true, 2));
    }

    @Test
    void how_long_runs_took_is_counted_by_stretches_of_time_from_those_that_their_workers_ended() {
        lasting("0.4 seconds");
        lasting("1 second");
        lasting("1.5 seconds");
        lasting("20 minutes");
        decided(lasting("3 seconds"), null);
        runs.ended(owner, scope, Ending.failed("run.unexpected", null));

        assertThat(queries.durations(owner, whole()))
                .containsExactly(new DurationSpread(
                        OperationType.REVIEW_COMPOSE,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(20),
                        List.of(1, 2, 0, 0, 0, 0, 0, 1)));
    }

    @Test
    @Tag("I12")
    void a_member_of_one_environment_is_told_how_long_its_runs_took_alone() {
        var other = some.environment(scope.workspaceId());
        runs.ended(owner, other, Ending.succeeded(Map.of()));

        assertThat(queries.durations(some.personFor(scope, Role.OPERATOR), whole()))
                .isEmpty();
        assertThatThrownBy(() -> queries.durations(some.stranger(), whole())).isInstanceOf(Problem.NotFound.class);
    }

    private OperationRun lasting(String duration) {
        var run = runs.ended(owner, scope, Ending.succeeded(Map.of()));
        jdbc.sql("update operation_run set started_at = completed_at - cast(? as interval) where id = ?")
                .params(duration, run.id())
                .update();
        return run;
    }

    private Reach whole() {
        return new Reach(scope.workspaceId(), true, Set.of());
    }

    private Instant begun(OperationRun run) {
        return jdbc.sql("select created_at from operation_run where id = ?")
                .param(run.id())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private WorkspaceStanding standing(Actor.Person person) {
        return queries.standings(person, List.of(scope.workspaceId())).getFirst();
    }

    private List<LocalDate> days(ZoneId zone) {
        return queries.endings(owner, whole(), zone).days().stream()
                .map(DayEndings::day)
                .toList();
    }

    /// @return the day in UTC
    private LocalDate at(OperationRun run, String ago, String time) {
        return jdbc.sql("""
                update operation_run
                set created_at = (current_date - cast(:ago as interval) + cast(:time as time)) at time zone 'UTC',
                    completed_at = (current_date - cast(:ago as interval) + cast(:time as time)) at time zone 'UTC'
                where id = :run
                returning cast(completed_at at time zone 'UTC' as date)
                """)
                .param("ago", ago)
                .param("time", time)
                .param("run", run.id())
                .query(LocalDate.class)
                .single();
    }

    private void decided(OperationRun run, String attention) {
        UUID id = run.id();
        jdbc.sql("update operation_run set context = jsonb_set(context, '{reconciliation}', '{}'), attention_code = ?"
                        + " where id = ?")
                .params(attention, id)
                .update();
    }
}

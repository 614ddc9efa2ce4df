package io.runtruth.operations.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.access.Reach;
import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Range;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which runs a list has, and in which order.
class RunQueriesDbTest extends DatabaseTest {

    private final RunQueries queries;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    private Scope here;
    private Scope there;
    private Actor.Person owner;
    private Actor.Person member;

    RunQueriesDbTest(RunQueries queries, OperationRunService writer, TestWorkspaces some, JdbcClient jdbc) {
        this.queries = queries;
        this.runs = new TestRuns(writer);
        this.some = some;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void twoEnvironments() {
        here = some.environment(some.workspace());
        there = some.environment(here.workspaceId());
        owner = some.person(here.workspaceId(), Role.OWNER);
        member = some.personFor(here, Role.OPERATOR);
    }

    @Test
    @Tag("I12")
    void a_count_tells_nothing_of_runs_that_its_reader_may_not_see() {
        runs.queued(owner, here);
        runs.queued(owner, there);
        runs.queued(owner, there);

        assertThat(count(member, RunFilter.ALL)).isEqualTo(1);
        assertThat(count(owner, RunFilter.ALL)).isEqualTo(3);
    }

    @Test
    @Tag("I12")
    void a_list_its_keys_and_its_pages_hold_what_their_reader_may_see() {
        var visible = runs.queued(owner, here);
        runs.queued(owner, there);

        assertThat(window(member, RunFilter.ALL)).containsExactly(visible.id());
        assertThat(queries.keys(member, here.workspaceId(), RunFilter.ALL, Range.newest(10)))
                .extracting(Cursor::id)
                .containsExactly(visible.id());
        assertThat(queries.page(member, here.workspaceId(), RunFilter.ALL, null, 10)
                        .items())
                .extracting(RunRow::id)
                .containsExactly(visible.id());
    }

    @Test
    void a_late_run_that_has_ended_since_it_was_found_is_listed_once_or_not_at_all() {
        var failed = runs.ended(owner, here, Ending.failed("run.unexpected", null));
        var succeeded = runs.ended(owner, there, Ending.succeeded(Map.of()));
        var active = runs.running(owner, there);
        var listed = new RunsListed(
                new Reach(here.workspaceId(), true, Set.of()),
                new RunFilter(false, true, false, null, null, null, null),
                Range.newest(10),
                List.of(failed.id(), succeeded.id(), active.id()));

        assertThat(jdbc.sql("select id from (%s) found".formatted(listed.keys()))
                        .params(listed.parameters())
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(failed.id(), active.id());
    }

    @Test
    @Tag("I12")
    void a_member_of_several_environments_sees_their_runs_together_newest_first() {
        jdbc.sql("insert into member_environment (workspace_id, account_id, environment_id) values (?, ?, ?)")
                .params(here.workspaceId(), member.account(), there.environmentId())
                .update();
        var hidden = some.environment(here.workspaceId());
        var made = new ArrayList<UUID>();
        for (var scope : List.of(here, there, hidden, here, there)) {
            var run = runs.queued(owner, scope);
            if (!scope.equals(hidden)) {
                made.addFirst(run.id());
            }
        }

        assertThat(window(member, RunFilter.ALL)).containsExactlyElementsOf(made);
        assertThat(queries.window(member, here.workspaceId(), RunFilter.ALL, new Range(null, null, 1, 2)))
                .extracting(RunRow::id)
                .containsExactlyElementsOf(made.subList(1, 3));
    }

    @Test
    @Tag("I12")
    void a_timeline_tells_of_the_runs_of_its_environment_and_of_no_others() {
        var one = runs.running(owner, here);
        var other = runs.running(owner, here);
        var elsewhere = runs.running(owner, there);
        var all = List.of(one.id(), other.id(), elsewhere.id());

        assertThat(queries.timeline(member, here, all, 100))
                .extracting(it -> it.runId() + " " + it.event().kind().code())
                .containsExactly(
                        one.id() + " dispatched",
                        one.id() + " picked_up",
                        other.id() + " dispatched",
                        other.id() + " picked_up");
        assertThat(queries.timeline(member, here, all, 1))
                .extracting(it -> it.event().kind().code())
                .containsExactly("picked_up");
        assertThatThrownBy(() -> queries.timeline(member, there, all, 100)).isInstanceOf(Problem.NotFound.class);
        var customer = some.person(here.workspaceId(), Role.CUSTOMER);
        assertThatThrownBy(() -> queries.timeline(customer, here, all, 100)).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    @Tag("I12")
    void the_runs_of_a_record_are_those_that_its_environment_has_newest_first() {
        var record = UUID.randomUUID();
        var first = of(record, here);
        var again = of(record, here);
        of(record, there);
        of(UUID.randomUUID(), here);

        assertThat(ofRecord(member, here, record, Instant.EPOCH)).containsExactly(again, first);
        assertThat(ofRecord(member, here, record, Instant.parse("2999-01-01T00:00:00Z")))
                .isEmpty();
        assertThatThrownBy(() -> ofRecord(member, there, record, Instant.EPOCH)).isInstanceOf(Problem.NotFound.class);
        var customer = some.person(here.workspaceId(), Role.CUSTOMER);
        assertThatThrownBy(() -> ofRecord(customer, here, record, Instant.EPOCH))
                .isInstanceOf(Problem.Forbidden.class);
    }

    private UUID of(UUID record, Scope scope) {
        var run = runs.queued(owner, scope).id();
        jdbc.sql("update operation_run set context = jsonb_build_object('review_id', cast(? as text)) where id = ?")
                .params(record.toString(), run)
                .update();
        return run;
    }

    private List<UUID> ofRecord(Actor actor, Scope scope, UUID record, Instant since) {
        return queries.ofRecord(actor, scope, OperationType.REVIEW_COMPOSE, record, since, 10).stream()
                .map(RunRow::id)
                .toList();
    }

    @Test
    void a_filter_by_environment_holds_the_runs_of_that_one() {
        runs.queued(owner, here);
        var asked = runs.queued(owner, there);
        var filter = new RunFilter(false, null, null, null, there.environmentId());

        assertThat(window(owner, filter)).containsExactly(asked.id());
        assertThat(count(owner, filter)).isEqualTo(1);
    }

    @Test
    @Tag("I12")
    void a_filter_by_an_environment_that_is_not_shared_finds_nothing() {
        runs.queued(owner, there);
        var filter = new RunFilter(false, null, null, null, there.environmentId());

        assertThat(window(member, filter)).isEmpty();
        assertThat(count(member, filter)).isZero();
    }

    @Test
    void each_filter_holds_what_it_says_for_whoever_sees_all_and_for_a_member_of_one_environment() {
        var queued = runs.queued(owner, here).id();
        var running = runs.running(owner, here).id();
        var succeeded = runs.ended(owner, here, Ending.succeeded(Map.of())).id();
        var reconciled = runs.ended(owner, here, Ending.succeeded(Map.of())).id();
        jdbc.sql("update operation_run set context = context || '{\"reconciliation\": null}' where id = ?")
                .param(reconciled)
                .update();
        var flagged = runs.ended(owner, here, Ending.succeeded(Map.of()));
        runs.end(flagged, Ending.failed("run.unexpected", null));
        var failed = runs.ended(owner, here, Ending.failed("run.unexpected", null));

        for (var reader : List.of(owner, member)) {
            assertThat(window(reader, new RunFilter(true, null, null, null, null)))
                    .containsExactlyInAnyOrder(queued, running);
            assertThat(window(reader, new RunFilter(false, RunStatus.QUEUED, null, null, null)))
                    .containsExactly(queued);
            assertThat(window(reader, new RunFilter(false, RunStatus.COMPLETED, null, null, null)))
                    .containsExactlyInAnyOrder(failed.id(), succeeded, flagged.id(), reconciled);
            assertThat(window(reader, new RunFilter(false, null, RunOutcome.FAILED, null, null)))
                    .containsExactly(failed.id());
            assertThat(window(reader, new RunFilter(false, true, false, null, null, null, null)))
                    .containsExactlyInAnyOrder(failed.id(), flagged.id());
            assertThat(window(reader, new RunFilter(true, RunStatus.COMPLETED, null, null, null)))
                    .isEmpty();
        }
    }

    @Test
    @Tag("I12")
    void a_run_stands_between_those_of_its_own_type_and_environment_and_says_how_long_these_take() {
        var earlier = runs.ended(owner, here, Ending.succeeded(Map.of()));
        runs.ended(owner, there, Ending.succeeded(Map.of()));
        var run = runs.ended(owner, here, Ending.failed("run.unexpected", null));
        runs.ended(owner, there, Ending.succeeded(Map.of()));
        var later = runs.ended(owner, here, Ending.succeeded(Map.of()));

        var between = queries.detail(member, here.workspaceId(), run.id()).surroundings();
        assertThat(between.earlier()).isEqualTo(earlier.id());
        assertThat(between.later()).isEqualTo(later.id());
        assertThat(between.mostAttempts()).isEqualTo(3);
        assertThat(between.usual()).isNull();
    }

    @Test
    void what_is_usual_is_what_the_middle_half_of_those_took_that_succeeded_before() {
        for (int seconds : List.of(1, 1, 2, 2, 2, 3, 3, 600)) {
            var before = runs.ended(owner, here, Ending.succeeded(Map.of()));
            jdbc.sql("update operation_run set started_at = completed_at - make_interval(secs => ?) where id = ?")
                    .params(seconds, before.id())
                    .update();
        }
        var run = runs.running(owner, here);

        assertThat(queries.detail(owner, here.workspaceId(), run.id())
                        .surroundings()
                        .usual())
                .isEqualTo(new RunSurroundings.Usual(Duration.ofMillis(1_750), Duration.ofSeconds(3)));
    }

    @Test
    void a_list_of_a_time_holds_what_was_started_in_it_the_first_moment_too_and_the_last_not() {
        var moments =
                List.of("2026-11-01T07:59:59Z", "2026-11-01T08:00:00Z", "2026-11-01T08:59:59Z", "2026-11-01T09:00:00Z");
        var made = moments.stream()
                .map(at -> {
                    var run = runs.queued(owner, here).id();
                    jdbc.sql("update operation_run set created_at = cast(? as timestamptz) where id = ?")
                            .params(at, run)
                            .update();
                    return run;
                })
                .toList();
        var hour = new RunFilter.Period(Instant.parse("2026-11-01T08:00:00Z"), Instant.parse("2026-11-01T09:00:00Z"));

        for (var reader : List.of(owner, member)) {
            assertThat(window(reader, new RunFilter(false, false, false, null, null, null, null, hour)))
                    .containsExactly(made.get(2), made.get(1));
        }
    }

    @Test
    void runs_of_one_instant_are_paged_through_each_once() {
        var made = IntStream.range(0, 7)
                .mapToObj(_ -> runs.queued(owner, here))
                .map(OperationRun::id)
                .toList();
        jdbc.sql("update operation_run set created_at = '2026-11-01T08:00:00Z' where workspace_id = ?")
                .param(here.workspaceId())
                .update();

        for (var reader : List.of(owner, member)) {
            var paged = new ArrayList<UUID>();
            var page = queries.page(reader, here.workspaceId(), RunFilter.ALL, null, 2);
            page.items().forEach(row -> paged.add(row.id()));
            while (page.next().isPresent()) {
                page = queries.page(
                        reader, here.workspaceId(), RunFilter.ALL, page.next().orElseThrow(), 2);
                page.items().forEach(row -> paged.add(row.id()));
            }

            assertThat(paged).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    @Tag("I12")
    void an_id_is_found_by_its_first_digits_by_whoever_may_see_the_run() {
        var run = runs.queued(owner, there).id();
        var start = RunIdStart.of(run.toString().substring(0, 8));
        var elsewhere = some.person(some.workspace(), Role.OWNER);
        var customer = some.person(here.workspaceId(), Role.CUSTOMER);

        assertThat(queries.beginning(owner, here.workspaceId(), start)).containsExactly(run);
        assertThat(queries.beginning(member, here.workspaceId(), start)).isEmpty();
        assertThatThrownBy(() -> queries.beginning(elsewhere, here.workspaceId(), start))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> queries.beginning(customer, here.workspaceId(), start))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    @Tag("I12")
    void of_ids_that_begin_alike_two_are_told_and_none_that_is_elsewhere() {
        var mine = runs.queued(owner, here).id();
        runs.queued(owner, there);
        runs.queued(owner, there);
        var anything = new RunIdStart(new UUID(0, 0), new UUID(-1, -1));

        assertThat(queries.beginning(owner, here.workspaceId(), anything)).hasSize(2);
        assertThat(queries.beginning(member, here.workspaceId(), anything)).containsExactly(mine);
    }

    private List<UUID> window(Actor reader, RunFilter filter) {
        return queries.window(reader, here.workspaceId(), filter, Range.newest(50)).stream()
                .map(RunRow::id)
                .toList();
    }

    private int count(Actor reader, RunFilter filter) {
        return queries.count(reader, here.workspaceId(), filter, Range.newest(1_001));
    }
}

package io.runtruth.operations.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.queue.QueueTruth;
import io.runtruth.shared.Range;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a list filters by is what its rows then say.
class ListedFreshnessDbTest extends DatabaseTest {

    /// So far ahead that no node of another test is there.
    private static final String WORKER = "worker of 2070";

    private static final Instant NOW = Instant.parse("2070-03-01T12:00:00Z");

    private static final List<Duration> MOMENTS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(-5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30).plusNanos(1_000),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2).plusNanos(1_000),
            Duration.ofMinutes(10).plusNanos(1_000));

    private final Freshness.Thresholds thresholds;
    private final RunQueries queries;
    private final TestRuns runs;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    ListedFreshnessDbTest(
            Freshness.Thresholds thresholds,
            RunQueries queries,
            OperationRunService writer,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.thresholds = thresholds;
        this.queries = queries;
        this.runs = new TestRuns(writer);
        this.some = some;
        this.jdbc = jdbc;
    }

    @AfterEach
    void nobodyWorks() {
        jdbc.sql("delete from node where name = ?").param(WORKER).update();
    }

    @Test
    void the_condition_says_what_the_pure_function_says() {
        for (var workers : List.of(false, true)) {
            var cases = cases(workers);
            var pure = new ArrayList<Freshness.State>();
            if (workers) {
                jdbc.sql("insert into node (name, role, started_at, seen_at) values (?, 'worker', ?, ?)")
                        .params(WORKER, at(NOW), at(NOW))
                        .update();
            }

            for (var one : cases) {
                var state =
                        Freshness.of(one.facts(), one.truth(), NOW, thresholds).state();
                pure.add(state);
                for (var asked : Freshness.State.values()) {
                    assertThat(isBySql(one, asked)).as("%s: %s", one, asked).isEqualTo(asked == state);
                }
            }

            assertThat(EnumSet.copyOf(pure))
                    .contains(workers ? Freshness.State.WAITING_LONG : Freshness.State.NO_WORKER)
                    .containsAll(EnumSet.of(
                            Freshness.State.WAITING,
                            Freshness.State.RETRY_SCHEDULED,
                            Freshness.State.WORKING,
                            Freshness.State.WORKING_LONG,
                            Freshness.State.SILENT,
                            Freshness.State.LOST,
                            Freshness.State.UNKNOWN));
        }
    }

    @Test
    void a_list_of_one_freshness_has_the_runs_that_say_so() {
        var here = some.environment(some.workspace());
        var owner = some.person(here.workspaceId(), Role.OWNER);
        runs.queued(owner, here);
        var lost = runs.queued(owner, here);
        var silent = runs.running(owner, here);
        runs.ended(owner, here, Ending.succeeded(Map.of()));
        jdbc.sql("update operation_run set created_at = created_at - interval '1 hour' where id = any (?)")
                .param(new UUID[] {lost.id(), silent.id()})
                .update();
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(lost.id().toString())
                .update();
        jdbc.sql(
                        "update scheduled_tasks set picked = true, picked_by = 'n', last_heartbeat = now() - cast(? as interval)"
                                + " where task_instance = ?")
                .params(
                        thresholds.silentAfter().plusSeconds(2).toString(),
                        silent.id().toString())
                .update();

        for (var state : Freshness.State.values()) {
            var all = queries.window(owner, here.workspaceId(), RunFilter.ALL, Range.newest(10));
            var listed = queries.window(owner, here.workspaceId(), RunFilter.ALL.of(state), Range.newest(10));

            assertThat(listed)
                    .as(state.code())
                    .extracting(RunRow::id)
                    .containsExactlyElementsOf(all.stream()
                            .filter(it -> it.freshness().state() == state)
                            .map(RunRow::id)
                            .toList());
        }
        assertThat(queries.window(owner, here.workspaceId(), RunFilter.ALL.of(Freshness.State.LOST), Range.newest(10)))
                .extracting(RunRow::id)
                .containsExactly(lost.id());
    }

    private List<Case> cases(boolean workers) {
        var cases = new ArrayList<Case>();
        for (var type : OperationType.values()) {
            for (var created : MOMENTS) {
                cases.add(new Case(
                        facts(type, created, created), new Entry(null, null, false), new QueueTruth.NoEntry()));
                for (var moment : MOMENTS) {
                    var at = NOW.minus(moment);
                    for (var failures : Arrays.asList(null, 0, 2)) {
                        cases.add(new Case(
                                facts(type, created, created),
                                new Entry(at, failures, false),
                                new QueueTruth.Waiting(at, failures == null ? 0 : failures, null, workers)));
                    }
                    for (var since : List.of(created, moment)) {
                        cases.add(new Case(
                                facts(type, created, since),
                                new Entry(NOW, null, true, at),
                                new QueueTruth.Picked(at)));
                    }
                }
                cases.add(new Case(
                        facts(type, created, created), new Entry(NOW, null, true, null), new QueueTruth.Unreadable()));
            }
        }
        return cases;
    }

    private static Freshness.Facts facts(OperationType type, Duration created, Duration since) {
        return new Freshness.Facts(type, RunStatus.RUNNING, NOW.minus(created), NOW.minus(since), null);
    }

    /// The expression as lists have it, over a run and an entry that are there in this statement alone.
    private boolean isBySql(Case one, Freshness.State asked) {
        var condition = new ListedFreshness(asked, NOW, thresholds);
        var entry = one.entry();
        return jdbc.sql("""
                with scheduled_tasks as (
                    select r.type as task_name, cast(r.id as text) as task_instance, cast(:picked as boolean) as picked,
                        case when :picked then 'node' end as picked_by,
                        cast(:heartbeat as timestamptz) as last_heartbeat,
                        cast(:due as timestamptz) as execution_time, cast(:failures as integer) as consecutive_failures
                    from (select cast(:type as text) as type, cast(:id as uuid) as id) r
                    where cast(:due as timestamptz) is not null)
                select %s
                from (
                    select cast(:id as uuid) as id, cast(:type as text) as type,
                        cast(:created as timestamptz) as created_at, cast(:started as timestamptz) as started_at) r
                """.formatted(ListedFreshness.IS_STATE))
                .params(condition.parameters())
                .param("id", UUID.randomUUID())
                .param("type", one.facts().type().code())
                .param("created", at(one.facts().createdAt()))
                .param("started", at(one.facts().since()))
                .param("picked", entry.picked())
                .param("heartbeat", entry.heartbeat() == null ? null : at(entry.heartbeat()))
                .param("due", entry.due() == null ? null : at(entry.due()))
                .param("failures", entry.failures())
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Case(Freshness.Facts facts, Entry entry, QueueTruth truth) {}

    /// @param due null where there is no entry
    private record Entry(
            @Nullable Instant due,
            @Nullable Integer failures,
            boolean picked,
            @Nullable Instant heartbeat) {

        Entry(@Nullable Instant due, @Nullable Integer failures, boolean picked) {
            this(due, failures, picked, null);
        }
    }
}

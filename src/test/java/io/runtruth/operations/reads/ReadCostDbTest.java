package io.runtruth.operations.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Reach;
import io.runtruth.access.Role;
import io.runtruth.operations.KnownDecision;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.ControlFilter;
import io.runtruth.reviews.ControlPlaceQueries;
import io.runtruth.reviews.ControlQueries;
import io.runtruth.reviews.PublishedQueries;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
import io.runtruth.shared.Scope;
import io.runtruth.testing.ExplainedStatements;
import io.runtruth.testing.ExplainedStatements.Explained;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// What reading costs where a workspace has 200 environments and 200,000 runs: it follows what is shown and what
/// its reader may see, and not the history (contract 13). On a database of its own, for nothing else would get on
/// beside it.
@Import({TestWorkspaces.class, ManualQueue.class, ExplainedStatements.class})
@SpringBootTest(
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            // a history is written in statements that take longer than a screen's may
            "spring.datasource.hikari.connection-init-sql=set jit = off",
            "spring.datasource.hikari.data-source-properties.socketTimeout=0"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("db")
class ReadCostDbTest {

    private static final TestDatabase.Database DATABASE = TestDatabase.create();

    private static final int ENVIRONMENTS = 200;
    private static final int RUNS = 200_000;
    private static final int ACTIVE = RUNS * 2 / 1_000;
    private static final int QUIET = 5;
    private static final int PAGE = 50;
    private static final int CONTROLS = 20;

    /// What is read also for a list of one.
    private static final int ALSO = 5;

    private final RunQueries runs;
    private final InitiatorQueries initiators;
    private final NoticeQueries notices;
    private final ReviewQueries reviews;
    private final PublishedQueries published;
    private final ControlQueries controls;
    private final ControlPlaceQueries controlPlaces;
    private final SystemQueries system;
    private final WorkspaceWorkQueries work;
    private final ExplainedStatements explained;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    private UUID workspace;
    private Actor.Person owner;
    private Actor.Person busy;
    private Actor.Person quiet;
    private Scope quietScope;

    ReadCostDbTest(
            RunQueries runs,
            InitiatorQueries initiators,
            NoticeQueries notices,
            ReviewQueries reviews,
            PublishedQueries published,
            ControlQueries controls,
            ControlPlaceQueries controlPlaces,
            SystemQueries system,
            WorkspaceWorkQueries work,
            ExplainedStatements explained,
            TestWorkspaces some,
            JdbcClient jdbc) {
        this.runs = runs;
        this.initiators = initiators;
        this.notices = notices;
        this.reviews = reviews;
        this.published = published;
        this.controls = controls;
        this.controlPlaces = controlPlaces;
        this.system = system;
        this.work = work;
        this.explained = explained;
        this.some = some;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @BeforeAll
    void history() {
        workspace = some.workspace();
        quietScope = some.environment(workspace);
        var busyScope = some.environment(workspace);
        owner = some.person(workspace, Role.OWNER);
        quiet = some.personFor(quietScope, Role.OPERATOR);
        busy = some.personFor(busyScope, Role.OPERATOR);
        jdbc.sql("""
            insert into managed_environment (id, workspace_id, slug, name, created_at, version)
            select md5(n::text)::uuid, :workspace, 'bulk-' || n, 'Bulk ' || n, now(), 0
            from generate_series(3, :environments) n
            """)
                .param("workspace", workspace)
                .param("environments", ENVIRONMENTS)
                .update();
        insertRuns(RUNS, busyScope);
        insertQuietRuns();
        insertWork();
        insertEvidence();
        insertReviews();
        insertControls();
        jdbc.sql("vacuum (analyze) operation_run").update();
        jdbc.sql("analyze").update();
    }

    /// Of each thousand 1 is queued, 1 runs, 50 failed, 10 were blocked, 10 flagged and 20 reconciled; 5 are
    /// restores.
    private void insertRuns(int count, Scope busyScope) {
        jdbc.sql("""
            insert into operation_run
                (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                initiator_id, initiator_name, created_at, started_at, completed_at, attention_code, failure_code,
                summary_counts, context, notice_at)
            select gen_random_uuid(), :workspace,
                case n % :others when 0 then :busy else md5((3 + n % :others)::text)::uuid end,
                case when kind between 500 and 504 then 'restore.execute' else 'environment.review.compose' end,
                n::text,
                case kind when 0 then 'queued' when 1 then 'running' else 'completed' end,
                case when kind <= 1 then 'pending' when kind <= 51 then 'failed' when kind <= 61 then 'blocked'
                    else 'succeeded' end,
                1, 'person', :owner, 'Owner', now() - n * interval '1 minute', now() - n * interval '1 minute',
                case when kind > 1 then now() - n * interval '1 minute' end,
                case when kind between 100 and 109 then 'run.late_report_contradicts' end,
                case when kind between 2 and 61 then 'run.worker_lost' end,
                '{}',
                case when kind = 218 then cast(:unclear as jsonb)
                    when kind between 200 and 219 then cast(:reconciled as jsonb) else '{}' end,
                case when kind > 1 then now() - n * interval '1 minute' end
            from (select n, (n * 7919) % 1000 as kind from generate_series(1, :count) n) made
            """)
                .param("workspace", workspace)
                .param("others", ENVIRONMENTS - 2)
                .param("busy", busyScope.environmentId())
                .param("owner", owner.account())
                .param("reconciled", RECONCILED)
                .param("unclear", UNCLEAR)
                .param("count", count)
                .update();
    }

    /// Progress of each run, and an entry for each that is active.
    private void insertWork() {
        jdbc.sql("""
            insert into run_progress (run_id, workspace_id, attempt, done, total, step, progressed_at)
            select id, workspace_id, 1, 1, 2, 'compose', created_at
            from operation_run
            """).update();
        jdbc.sql("""
            insert into scheduled_tasks
                (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
            select type, id, case status when 'queued' then now() + interval '1 hour' else created_at end,
                status = 'running', case status when 'running' then 'node' end,
                case status when 'running' then now() + interval '1 hour' end, 1
            from operation_run
            where status in ('queued', 'running')
            """).update();
    }

    /// A year of daily evidence of each environment.
    private void insertEvidence() {
        jdbc.sql("""
            with made as (
                insert into evidence_import (id, workspace_id, environment_id, started_at)
                select md5(e.id || '/' || n)::uuid, e.workspace_id, e.id, now() - n * interval '1 day'
                from managed_environment e, generate_series(1, 365) n
                where e.workspace_id = :workspace
                returning *)
            insert into evidence_snapshot
                (id, workspace_id, environment_id, file_name, size_bytes, file_digest, tenant, tool, target_id,
                collected_at, imported_at, imported_by, facts)
            select id, workspace_id, environment_id, 'file', 1, 'sha256:' || md5(id::text) || md5(id::text), '',
                'tool', 'target', started_at, started_at, 'test', '{}'
            from made
            """).param("workspace", workspace).update();
    }

    /// Of each environment 100, each tenth of which was published.
    private void insertReviews() {
        jdbc.sql("""
            insert into environment_review
                (id, workspace_id, environment_id, status, fingerprint, fingerprint_version, fingerprint_inputs,
                pinned, content, completeness, created_at, status_at, version)
            select gen_random_uuid(), e.workspace_id, e.id,
                case n % 10 when 0 then 'published' else 'superseded' end,
                md5(e.id || '-' || n) || md5(n || '-' || e.id), 1, '', '{}', '{}', 'complete',
                now() - n * interval '1 day', now(), 0
            from managed_environment e, generate_series(1, 100) n
            where e.workspace_id = :workspace
            """).param("workspace", workspace).update();
    }

    /// Of each review, also of those that do not count.
    private void insertControls() {
        jdbc.sql("""
            insert into control_wording
                (workspace_id, control_id, tool, control, title, area, tells_fault, digest)
            select :workspace, md5('control' || n)::uuid, 'tool', 'C.' || n, 'Control ' || n, 'Area', false,
                sha256(n::text::bytea)
            from generate_series(1, :controls) n
            """).param("workspace", workspace).param("controls", CONTROLS).update();
        jdbc.sql("""
            insert into review_controls
                (review_id, workspace_id, environment_id, wordings, marks, since, collected, reasons, waivers, checks,
                affected)
            select v.id, v.workspace_id, v.environment_id, w.ids, array_fill(20::smallint, array[:controls]),
                array_fill(now(), array[:controls]), array_fill(now(), array[:controls]),
                array_fill(null::text, array[:controls]), array_fill(null::uuid, array[:controls]),
                array_fill(1, array[:controls]), array_fill(1, array[:controls])
            from environment_review v
            cross join (select array_agg(id order by id) as ids from control_wording where workspace_id = :workspace) w
            where v.workspace_id = :workspace
            """).param("workspace", workspace).param("controls", CONTROLS).update();
    }

    /// Older than everything else.
    private void insertQuietRuns() {
        jdbc.sql("""
            insert into operation_run
                (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                initiator_id, initiator_name, created_at, started_at, completed_at, attention_code, failure_code,
                summary_counts, context, notice_at)
            select gen_random_uuid(), :workspace, :environment,
                case n when 1 then 'restore.execute' else 'environment.review.compose' end, 'quiet ' || n,
                case n when 2 then 'queued' else 'completed' end,
                case n when 2 then 'pending' when 3 then 'failed' else 'succeeded' end,
                1, 'person', :person, 'Quiet', now() - interval '1 year' - n * interval '1 minute', null,
                case when n <> 2 then now() - interval '1 year' end,
                null, case n when 3 then 'run.worker_lost' end, '{}',
                case n when 4 then cast(:reconciled as jsonb) when 5 then cast(:unclear as jsonb) else '{}' end,
                case when n <> 2 then now() - interval '1 year' end
            from generate_series(1, :quiet) n
            """)
                .param("workspace", workspace)
                .param("environment", quietScope.environmentId())
                .param("person", quiet.account())
                .param("reconciled", RECONCILED)
                .param("unclear", UNCLEAR)
                .param("quiet", QUIET)
                .update();
    }

    private static final String RECONCILED = """
        {"reconciliation": {"decision": "reconciled_succeeded", "reason_code": "review.ready_same_fingerprint",
        "adapter": "environment.review.compose", "source": "scheduled", "decided_at": "2026-01-01T00:00:00Z"}}\
        """;

    private static final String UNCLEAR = RECONCILED.replace("reconciled_succeeded", "attention_required");

    /// Behind more than a third of the history.
    private static final RunFilter.Period LONG_AGO =
            new RunFilter.Period(null, Instant.now().minus(Duration.ofDays(60)));

    static Stream<RunFilter> filters() {
        return Stream.of(
                RunFilter.ALL,
                new RunFilter(true, false, false, null, null, null, null),
                new RunFilter(false, true, false, null, null, null, null),
                new RunFilter(false, false, true, null, null, null, null),
                new RunFilter(false, RunStatus.QUEUED, null, null, null),
                new RunFilter(false, RunStatus.COMPLETED, null, null, null),
                new RunFilter(false, null, RunOutcome.FAILED, null, null),
                new RunFilter(false, null, RunOutcome.SUCCEEDED, null, null),
                new RunFilter(false, null, null, OperationType.RESTORE_EXECUTE, null),
                new RunFilter(false, null, null, OperationType.REVIEW_COMPOSE, null),
                new RunFilter(false, false, false, null, null, null, null, LONG_AGO),
                RunFilter.ALL.knownBy(KnownDecision.RECONCILED_SUCCEEDED),
                RunFilter.ALL.knownBy(KnownDecision.ATTENTION_REQUIRED),
                RunFilter.ALL.of(Freshness.State.DONE),
                RunFilter.ALL.of(Freshness.State.WAITING));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void a_list_reads_what_it_shows(RunFilter filter) {
        for (var reader : List.of(owner, busy, quiet)) {
            var shown =
                    runs.window(reader, workspace, filter, Range.newest(PAGE)).size();

            var costs = explained.of(() -> runs.window(reader, workspace, filter, Range.newest(PAGE)));

            // keys, rows, environments: each of them once for each that is shown
            assertCheap(costs, shown, lookedAt(filter, reader), filter + " for " + reader.name());
        }
    }

    @ParameterizedTest
    @MethodSource("filters")
    void a_list_goes_on_as_cheaply_as_it_begins(RunFilter filter) {
        for (var reader : List.of(owner, busy)) {
            var first = runs.window(reader, workspace, filter, Range.newest(PAGE));
            var rest = new Range(first.getLast().key(), first.getFirst().key(), 0, PAGE);
            var shown = runs.window(reader, workspace, filter, rest).size();

            var costs = explained.of(() -> runs.window(reader, workspace, filter, rest));

            assertCheap(costs, shown, lookedAt(filter, reader), filter + " for " + reader.name());
        }
    }

    @ParameterizedTest
    @MethodSource("filters")
    void a_count_and_the_news_read_what_they_tell(RunFilter filter) {
        for (var reader : List.of(owner, busy, quiet)) {
            var top = new Range(null, newest(reader, filter), 0, 1_001);
            var counted = runs.count(reader, workspace, filter, top);

            assertCheap(
                    explained.of(() -> runs.count(reader, workspace, filter, top)),
                    counted,
                    lookedAt(filter, reader),
                    "count of " + filter + " for " + reader.name());
            assertCheap(
                    explained.of(() -> runs.keys(reader, workspace, filter, Range.newest(100))),
                    Math.min(counted, 100),
                    lookedAt(filter, reader),
                    "news of " + filter + " for " + reader.name());
        }
    }

    @Test
    void the_runs_of_one_person_are_read_as_cheaply_as_all() {
        var byQuiet = RunFilter.ALL.startedBy(new StartedBy(quiet.account()));
        var byOwner = RunFilter.ALL.startedBy(new StartedBy(owner.account()));

        assertThat(runs.window(owner, workspace, byQuiet, Range.newest(PAGE))).hasSize(QUIET);
        assertCheap(explained.of(() -> runs.window(owner, workspace, byQuiet, Range.newest(PAGE))), QUIET, "quiet's");
        for (var reader : List.of(owner, busy)) {
            assertThat(runs.window(reader, workspace, byOwner, Range.newest(PAGE)))
                    .hasSize(PAGE);
            assertCheap(
                    explained.of(() -> runs.window(reader, workspace, byOwner, Range.newest(PAGE))),
                    PAGE,
                    "owner's for " + reader.name());
        }
        assertThat(runs.window(quiet, workspace, byOwner, Range.newest(PAGE))).isEmpty();
        assertCheap(explained.of(() -> runs.window(quiet, workspace, byOwner, Range.newest(PAGE))), 0, "none");
        var bySystem = RunFilter.ALL.startedBy(StartedBy.SYSTEM);
        assertThat(runs.window(owner, workspace, bySystem, Range.newest(PAGE))).isEmpty();
        assertCheap(explained.of(() -> runs.window(owner, workspace, bySystem, Range.newest(PAGE))), 0, "system's");
    }

    @Test
    void what_is_rare_among_the_active_runs_costs_the_active_ones_and_no_history() {
        var lost = RunFilter.ALL.of(Freshness.State.LOST);

        for (var reader : List.of(owner, busy, quiet)) {
            assertThat(runs.window(reader, workspace, lost, Range.newest(PAGE))).isEmpty();
            assertCheap(
                    explained.of(() -> runs.window(reader, workspace, lost, Range.newest(PAGE))),
                    0,
                    ACTIVE,
                    "lost for " + reader.name());
        }
    }

    @Test
    void who_started_runs_is_found_with_a_few_looks_for_each_person() {
        assertThat(initiators.of(owner, workspace))
                .extracting(it -> it.by().account())
                .containsExactlyInAnyOrder(owner.account(), quiet.account());
        assertThat(initiators.of(busy, workspace))
                .extracting(it -> it.by().account())
                .containsExactly(owner.account());
        for (var reader : List.of(owner, busy, quiet)) {
            assertCheap(explained.of(() -> initiators.of(reader, workspace)), 2, "starters for " + reader.name());
        }
    }

    @Test
    void one_environment_of_all_is_read_as_cheaply_by_whoever_sees_all() {
        var filter = new RunFilter(false, null, null, null, quietScope.environmentId());

        assertThat(runs.window(owner, workspace, filter, Range.newest(PAGE))).hasSize(QUIET);
        assertCheap(explained.of(() -> runs.window(owner, workspace, filter, Range.newest(PAGE))), QUIET, "owner");
    }

    @Test
    void a_member_of_many_environments_pays_for_these_and_not_for_the_history() {
        var many = some.person(workspace, Role.OPERATOR);
        jdbc.sql("update member set all_environments = false where account_id = ?")
                .param(many.account())
                .update();
        jdbc.sql("""
            insert into member_environment (workspace_id, account_id, environment_id)
            select workspace_id, ?, id from managed_environment where workspace_id = ? limit 100
            """).params(many.account(), workspace).update();

        var costs = explained.of(() -> runs.window(many, workspace, RunFilter.ALL, Range.newest(PAGE)));

        assertThat(costs)
                .isNotEmpty()
                .allSatisfy(
                        cost -> assertThat(cost.rowsRead()).as(cost.plan()).isLessThan(100 * PAGE + 3 * PAGE + ALSO));
    }

    @Test
    void the_bell_reads_what_it_tells() {
        for (var reader : List.of(owner, busy, quiet)) {
            var told = notices.recent(reader).size();

            assertCheap(explained.of(() -> notices.recent(reader)), told, reader.name());
        }
        assertThat(notices.recent(owner)).hasSize(NoticeQueries.MOST);
        assertThat(notices.recent(busy)).hasSize(NoticeQueries.MOST);
        assertThat(notices.recent(quiet)).hasSize(QUIET - 1);
    }

    @Test
    void a_page_of_reviews_reads_what_it_shows_also_for_a_customer() {
        var customer = some.person(workspace, Role.CUSTOMER);
        var customerOfOne = some.personFor(quietScope, Role.CUSTOMER);
        for (var reader : List.of(owner, busy, quiet, customer, customerOfOne)) {
            var shown =
                    reviews.page(reader, workspace, null, null, PAGE).items().size();

            var costs = explained.of(() -> reviews.page(reader, workspace, null, null, PAGE));

            assertThat(shown).as(reader.name()).isPositive();
            assertCheap(costs, shown, "reviews for " + reader.name());
        }
    }

    @Test
    void the_environments_are_read_with_one_row_of_each_history() {
        for (var reader : List.of(owner, busy, quiet)) {
            var shown = reviews.environments(reader, workspace).size();

            // the readable review and the one before, run, progress and evidence of each, and whether there is newer
            assertThat(explained.of(() -> reviews.environments(reader, workspace)))
                    .filteredOn(cost -> cost.sql().contains("evidence_snapshot"))
                    .singleElement()
                    .satisfies(
                            cost -> assertThat(cost.rowsRead()).as(cost.plan()).isLessThanOrEqualTo(8L * shown + ALSO));
        }
    }

    @Test
    void what_was_published_is_read_with_the_newest_reviews_of_each_environment() {
        var customer = some.person(workspace, Role.CUSTOMER);
        var customerOfOne = some.personFor(quietScope, Role.CUSTOMER);
        for (var reader : List.of(customer, customerOfOne)) {
            var shown = published.environments(reader, workspace).stream()
                    .mapToInt(it -> it.reviews().size())
                    .sum();

            assertThat(shown).isPositive();
            assertCheap(explained.of(() -> published.environments(reader, workspace)), shown, "published");
        }
    }

    @Test
    void controls_are_read_with_one_review_of_each_environment_that_the_reader_sees() {
        for (var reader : List.of(owner, busy, quiet)) {
            var rows = controls.page(reader, workspace, ControlFilter.ALL, null, PAGE);
            var seen = (int) rows.getFirst().environments();
            var one = rows.getFirst().id();
            var places = controlPlaces.page(reader, workspace, one, null, 1_000);

            assertThat(rows)
                    .hasSize(CONTROLS)
                    .allSatisfy(it -> assertThat(it.of(FindingGroup.NOT_MET)).isEqualTo(it.environments()));
            assertThat(places)
                    .hasSize(seen)
                    .allSatisfy(it -> assertThat(it.standing()).isNotNull());
            assertCheap(
                    explained.of(() -> controls.page(reader, workspace, ControlFilter.ALL, null, PAGE)),
                    seen + CONTROLS,
                    "controls for " + reader.name());
            assertCheap(
                    explained.of(() -> controls.one(reader, workspace, one)),
                    seen + CONTROLS,
                    "one for " + reader.name());
            assertCheap(
                    explained.of(() -> controlPlaces.page(reader, workspace, one, null, 1_000)),
                    seen,
                    "its places for " + reader.name());
            assertCheap(explained.of(() -> controls.sources(reader, workspace)), seen, "sources for " + reader.name());
        }
    }

    @Test
    void the_numbers_of_a_home_are_counted_no_further_than_a_list_is() {
        for (var reach : List.of(
                new Reach(workspace, true, Set.of()),
                new Reach(workspace, false, Set.of(quietScope.environmentId())))) {
            var counted = work.work(owner, reach);
            var found = counted.needsYou().number() + counted.running().number();

            assertCheap(
                    explained.of(() -> work.work(owner, reach)), found, reach.all() ? ACTIVE : 1, "work of " + reach);
        }
        assertThat(work.work(owner, new Reach(workspace, true, Set.of())).needsYou())
                .satisfies(it -> assertThat(it.number()).isEqualTo(1_000))
                .satisfies(it -> assertThat(it.more()).isTrue());
    }

    @Test
    void endings_are_counted_of_the_newest_runs_and_not_of_the_history() {
        var all = new Reach(workspace, true, Set.of());
        var endings = work.endings(owner, all, ZoneOffset.UTC);

        assertThat(endings.total()).isEqualTo(5_000);
        assertThat(endings.more()).isTrue();
        // who may what, and the endings
        assertThat(explained.of(() -> work.endings(owner, all, ZoneOffset.UTC)))
                .hasSize(2)
                .last()
                .satisfies(cost ->
                        assertThat(cost.rowsRead()).as(cost.plan()).isLessThanOrEqualTo(2L * 5_000 + 100 + ALSO));
        var quietOnly = new Reach(workspace, false, Set.of(quietScope.environmentId()));
        assertCheap(explained.of(() -> work.endings(owner, quietOnly, ZoneOffset.UTC)), QUIET, "endings of quiet");
    }

    @Test
    void the_list_of_workspaces_counts_what_each_reader_may_see() {
        for (var reader : List.of(owner, busy, quiet)) {
            var standing = work.standings(reader, Set.of(workspace)).getFirst();
            var found = standing.needsYou().number() + standing.running().number();

            assertCheap(
                    explained.of(() -> work.standings(reader, Set.of(workspace))),
                    Math.max(found, 10),
                    "standings of " + reader.name());
        }
    }

    /// Of 400 active runs, all in good order but five; the due ones are looked at by when they were due.
    @Test
    void what_does_not_get_on_is_found_without_reading_what_does() {
        jdbc.sql("""
            update scheduled_tasks
            set execution_time = now() - interval '1 hour', picked = false
            where task_instance in (select task_instance from scheduled_tasks where not picked limit 5)
            """).update();
        var operator = some.systemOperator();

        var shown = system.stuck(operator, 200).size();
        var costs = explained.of(() -> system.stuck(operator, 200));

        assertThat(shown).isBetween(5, 200);
        assertThat(costs.stream().filter(it -> it.sql().contains("held_up")))
                .singleElement()
                .satisfies(cost -> assertThat(cost.rowsRead() + cost.besideRead())
                        .as(cost.plan())
                        .isLessThanOrEqualTo(3L * 1_000 + 4L * ACTIVE));
    }

    @Test
    void a_short_id_costs_a_look_into_an_index_whether_its_reader_sees_the_run_or_not() {
        var run = newest(owner, RunFilter.ALL).id();
        var start = RunIdStart.of(run.toString().substring(0, 8));

        for (var reader : List.of(owner, busy, quiet)) {
            assertCheap(explained.of(() -> runs.beginning(reader, workspace, start)), 1, reader.name());
        }
    }

    private int lookedAt(RunFilter filter, Actor.Person reader) {
        return !filter.needsAttention() && !filter.asksTheQueue() || reader == quiet ? 0 : ACTIVE;
    }

    private Cursor newest(Actor reader, RunFilter filter) {
        return runs.keys(reader, workspace, filter, Range.newest(1)).getFirst();
    }

    /// At most three rows for each that is shown, and few pages for each row: nothing that a filter threw away.
    private static void assertCheap(List<Explained> costs, int shown, String what) {
        assertCheap(costs, shown, 0, what);
    }

    /// @param active runs that are looked at for those that are lost or too slow, each with its entry: the cost of what
    ///     needs a person follows the active work too
    private static void assertCheap(List<Explained> costs, int shown, int active, String what) {
        // how many pass cannot be foreseen: the few places may be read once for each row of a page
        assertThat(costs).as(what).isNotEmpty();
        var rows = costs.stream().mapToLong(Explained::rowsRead).sum();
        var beside = costs.stream().mapToLong(Explained::besideRead).sum();
        var buffers = costs.stream().mapToLong(Explained::buffers).sum();
        var plans = costs.stream().map(Explained::plan).collect(Collectors.joining("\n"));
        assertThat(rows).as("rows read: %s%n%s", what, plans).isLessThanOrEqualTo(3L * shown + 2L * active + ALSO);
        assertThat(beside)
                .as("places and queue: %s%n%s", what, plans)
                .isLessThanOrEqualTo(2L * (ENVIRONMENTS + ACTIVE + active) + (active == 0 ? 0 : PAGE * ENVIRONMENTS));
        assertThat(buffers).as("pages: %s%n%s", what, plans).isLessThanOrEqualTo(15L * (shown + active) + 150);
    }
}

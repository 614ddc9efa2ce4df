package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.operations.Via;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import io.runtruth.shared.Scope;
import io.runtruth.testing.RecordedStatements;
import io.runtruth.testing.RecordedStatements.Recorded;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.storage.sql.common.SqlStorageProviderFactory;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What a start costs beside its own statements alone, and beside queues that write one row where it writes
/// eight, all on the same server in the same run. The server is as durable as people run it: whoever starts or
/// enqueues waits until it is on disk.
@DirtiesContext
@Import({RecordedStatements.class, TestWorkspaces.class, TestEvidence.class})
@SpringBootTest(
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            // a history is written in statements that take longer than a screen's may
            "spring.datasource.hikari.connection-init-sql=set jit = off",
            "spring.datasource.hikari.data-source-properties.socketTimeout=0"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Tag("bench")
class StartBenchTest {

    private static final int THREADS = 8;
    private static final int STARTS = Integer.getInteger("runtruth.bench.starts", 2_000);
    private static final int REPETITIONS = Integer.getInteger("runtruth.bench.repetitions", 7);

    /// Rounds that are not counted: a start goes through ten times the code of an enqueueing, which the compiler has
    /// to have seen often enough.
    private static final int WARM_UPS = Integer.getInteger("runtruth.bench.warm-ups", 12);

    private static final int RUNS_A_MONTH = 1_330;
    private static final int JOINS = 400;
    private static final Instant COLLECTED = Instant.parse("2026-11-01T08:00:00Z");
    private static final TestDatabase.Database DATABASE = TestDatabase.createDurable();

    private final EnvironmentReviewService service;
    private final EnvironmentQueries environments;
    private final EvidenceQueries evidence;
    private final RecordedStatements statements;
    private final TestWorkspaces some;
    private final TestEvidence someEvidence;
    private final JdbcClient jdbc;
    private final DataSource database;
    private final TransactionTemplate transaction;
    private final OperatingSystemMXBean processor = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    StartBenchTest(
            EnvironmentReviewService service,
            EnvironmentQueries environments,
            EvidenceQueries evidence,
            RecordedStatements statements,
            TestWorkspaces some,
            TestEvidence someEvidence,
            JdbcClient jdbc,
            DataSource database,
            PlatformTransactionManager transactions) {
        this.service = service;
        this.environments = environments;
        this.evidence = evidence;
        this.statements = statements;
        this.some = some;
        this.someEvidence = someEvidence;
        this.jdbc = jdbc;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @Test
    void starts_a_second_beside_the_same_statements_alone_and_beside_other_queues() throws Exception {
        var workspace = some.workspace();
        var reviewer = some.person(workspace, Role.REVIEWER);
        var first = some.environment(workspace);
        someEvidence.snapshotOf(first, "Tool", COLLECTED, "pass");
        var recorded = record(reviewer, first);
        try (var jobRunr = pool(TestDatabase.createDurable());
                var dbScheduler = pool(TestDatabase.createDurable())) {
            var contenders = List.of(
                    new Contender("start by the service", scope -> () -> start(reviewer, scope)),
                    new Contender("its statements alone", scope -> () -> play(recorded, scope)),
                    new Contender("JobRunr", jobRunr(jobRunr)),
                    new Contender("db-scheduler", dbScheduler(dbScheduler)));
            measure(workspace, contenders);
            print(recorded.statements.size(), contenders);
        }
    }

    /// One start in full, to be played again.
    private Played record(Actor reviewer, Scope scope) {
        var request = new StartRequest(Via.API, "recorded");
        var result = new StartResult[1];
        var done = statements.of(() -> result[0] = service.create(reviewer, scope, request));
        var started = (Dispatched) result[0];
        var fingerprint = jdbc.sql("select fingerprint from environment_review where id = ?")
                .param(started.reviewId())
                .query(String.class)
                .single();
        return new Played(done, scope, started, fingerprint);
    }

    private void start(Actor reviewer, Scope scope) {
        var request = new StartRequest(Via.API, scope.environmentId().toString());
        assertThat(service.create(reviewer, scope, request)).isInstanceOf(Dispatched.class);
    }

    private void play(Played recorded, Scope scope) {
        var other = recorded.as(scope);
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (var statement : recorded.statements) {
                statement.play(connection, other);
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As it is by default: Jackson, and the tables that it makes for itself.
    private static Work jobRunr(DataSource pool) {
        var storage = SqlStorageProviderFactory.using(pool);
        storage.setJobMapper(new JobMapper(new JacksonJsonMapper()));
        var scheduler = new JobRequestScheduler(storage);
        return scope -> () -> scheduler.enqueue(
                UUID.randomUUID(), new Compose(scope.environmentId().toString()));
    }

    private static Work dbScheduler(DataSource pool) {
        JdbcClient.create(pool).sql("""
                create table scheduled_tasks (
                    task_name text not null,
                    task_instance text not null,
                    task_data bytea,
                    execution_time timestamptz not null,
                    picked boolean not null,
                    picked_by text,
                    last_success timestamptz,
                    last_failure timestamptz,
                    consecutive_failures integer,
                    last_heartbeat timestamptz,
                    version bigint not null,
                    priority smallint,
                    primary key (task_name, task_instance))
                """).update();
        JdbcClient.create(pool)
                .sql("create index on scheduled_tasks (execution_time)")
                .update();
        OneTimeTask<Void> task = Tasks.oneTime("compose").execute((_, _) -> {});
        var client = SchedulerClient.Builder.create(pool, task).build();
        return scope -> () ->
                client.scheduleIfNotExists(task.instance(scope.environmentId().toString()), Instant.now());
    }

    private static HikariDataSource pool(TestDatabase.Database database) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(20);
        return new HikariDataSource(config);
    }

    /// Each round begins with another contender.
    private void measure(UUID workspace, List<Contender> contenders) throws Exception {
        for (var round = 0; round < WARM_UPS + REPETITIONS; round++) {
            var order = new ArrayList<>(contenders);
            Collections.rotate(order, round);
            for (var contender : order) {
                var scopes = environments(workspace, STARTS);
                jdbc.sql("checkpoint").update();
                var cpu = processor.getProcessCpuTime();
                var seconds = inThreads(contender, scopes);
                if (round >= WARM_UPS) {
                    contender.perSecond.add(STARTS / seconds);
                    contender.cpuMicros.add((processor.getProcessCpuTime() - cpu) / 1e3 / STARTS);
                }
            }
        }
    }

    private static double inThreads(Contender contender, List<Scope> scopes) throws Exception {
        var next = new AtomicInteger();
        Callable<Void> worker = () -> {
            for (var n = next.getAndIncrement(); n < scopes.size(); n = next.getAndIncrement()) {
                contender.work.of(scopes.get(n)).run();
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var begun = System.nanoTime();
            for (var future : threads.invokeAll(Collections.nCopies(THREADS, worker))) {
                future.get();
            }
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    /// New ones with evidence, as the first has it.
    private List<Scope> environments(UUID workspace, int number) {
        var ids = IntStream.range(0, number).mapToObj(_ -> UUID.randomUUID()).toArray(UUID[]::new);
        jdbc.sql("""
                insert into managed_environment (id, workspace_id, slug, name, created_at, version)
                select id, :workspace, 'b' || left(id::text, 18), 'Environment', now(), 0
                from unnest(cast(:ids as uuid[])) as id
                """).param("ids", ids).param("workspace", workspace).update();
        jdbc.sql("""
                insert into evidence_import (id, workspace_id, environment_id, started_at)
                select md5(id::text)::uuid, :workspace, id, now()
                from unnest(cast(:ids as uuid[])) as id
                """).param("ids", ids).param("workspace", workspace).update();
        jdbc.sql("""
                insert into evidence_snapshot
                    (id, workspace_id, environment_id, file_name, size_bytes, file_digest, tenant, tool, target_id,
                    collected_at, imported_at, imported_by, facts)
                select md5(id::text)::uuid, :workspace, id, 'file.json', 1, 'sha256:' || md5(id::text) || md5(id::text), '',
                    'Tool', 'tenant-1', :collected, :collected, 'Somebody', '{}'
                from unnest(cast(:ids as uuid[])) as id
                """)
                .param("ids", ids)
                .param("workspace", workspace)
                .param("collected", COLLECTED.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("vacuum analyze managed_environment, evidence_snapshot, environment_review, operation_run")
                .update();
        return Arrays.stream(ids).map(id -> new Scope(workspace, id)).toList();
    }

    /// Medians, and of what is compared the median of each round's: others at work on the machine slow all that is
    /// measured in a round. The processor's time is that of this process alone, without the server's.
    private static void print(int statements, List<Contender> contenders) {
        var bare = contenders.get(1);
        var jobRunr = contenders.get(2);
        System.out.printf(
                "%nstarts of a composition, %d threads, %d rounds of %,d; a start is %d statements and a commit%n",
                THREADS, REPETITIONS, STARTS, statements);
        System.out.printf(
                "%-24s %10s %10s %10s %14s %10s %12s%n",
                "", "median/s", "least/s", "most/s", "of statements", "of JobRunr", "processor");
        for (var contender : contenders) {
            System.out.printf(
                    "%-24s %,10.0f %,10.0f %,10.0f %14.2f %10.2f %,9.0f us%n",
                    contender.name,
                    median(contender.perSecond),
                    Collections.min(contender.perSecond),
                    Collections.max(contender.perSecond),
                    contender.besides(bare),
                    contender.besides(jobRunr),
                    median(contender.cpuMicros));
        }
        System.out.println();
    }

    @Test
    void a_join_where_a_month_has_many_operations_beside_what_it_read_before() {
        var workspace = some.workspace();
        var reviewer = some.person(workspace, Role.REVIEWER);
        var scope = some.environment(workspace);
        someEvidence.snapshotOf(scope, "Tool", COLLECTED, "pass");
        operations(scope);
        service.create(reviewer, scope, new StartRequest(Via.API, null));
        var count = statements.of(() -> join(reviewer, scope)).size();

        var now = new ArrayList<Double>();
        var before = new ArrayList<Double>();
        for (var repetition = 0; repetition <= REPETITIONS; repetition++) {
            var joins = repetition % 2 == 0 ? List.of(now, before) : List.of(before, now);
            for (var measured : joins) {
                var micros = micros(
                        measured == now
                                ? () -> join(reviewer, scope)
                                : () -> transaction.executeWithoutResult(_ -> joinAsBefore(reviewer, scope)));
                if (repetition > 0) {
                    measured.add(micros);
                }
            }
        }

        System.out.printf(
                "%na join in an environment with %,d runs a month: %,.0f us, %d statements; reading what it read before: %,.0f us, %.2f times as long%n%n",
                RUNS_A_MONTH, median(now), count, median(before), median(before) / median(now));
        assertThat(median(before)).isGreaterThan(2 * median(now));
    }

    private void join(Actor reviewer, Scope scope) {
        var request = new StartRequest(Via.API, UUID.randomUUID().toString());
        assertThat(service.create(reviewer, scope, request)).isInstanceOf(ReusedActiveRun.class);
    }

    /// Before, every start pinned first: the environment, each snapshot with all its facts, and each run of the
    /// month.
    private void joinAsBefore(Actor reviewer, Scope scope) {
        environments.byId(reviewer, scope);
        evidence.newest(scope);
        var pinned = new LinkedHashMap<UUID, String>();
        jdbc.sql("""
                select id, outcome
                from operation_run
                where workspace_id = :workspace
                and environment_id = :environment
                and created_at > :from
                and created_at <= :to
                order by created_at desc, id desc
                limit 10000
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("from", COLLECTED.atOffset(ZoneOffset.UTC).minusDays(30))
                .param("to", COLLECTED.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    pinned.put(row.getObject("id", UUID.class), row.getString("outcome"));
                });
        assertThat(pinned).hasSize(RUNS_A_MONTH);
        join(reviewer, scope);
    }

    private static double micros(Runnable join) {
        var begun = System.nanoTime();
        for (var n = 0; n < JOINS; n++) {
            join.run();
        }
        return (System.nanoTime() - begun) / 1_000.0 / JOINS;
    }

    private void operations(Scope scope) {
        jdbc.sql("""
                insert into operation_run
                    (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                    initiator_name, created_at, completed_at, summary_counts, context)
                select gen_random_uuid(), :workspace, :environment, 'environment.review.compose', n::text, 'completed',
                    'succeeded', 1, 'system', 'test', :collected - n * interval '30 minutes', :collected, '{}', '{}'
                from generate_series(1, :runs) n
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("collected", COLLECTED.atOffset(ZoneOffset.UTC))
                .param("runs", RUNS_A_MONTH)
                .update();
        jdbc.sql("vacuum analyze operation_run").update();
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private interface Work {
        Runnable of(Scope scope);
    }

    private record Contender(String name, Work work, List<Double> perSecond, List<Double> cpuMicros) {

        Contender(String name, Work work) {
            this(name, work, new ArrayList<>(), new ArrayList<>());
        }

        double besides(Contender other) {
            return median(IntStream.range(0, perSecond.size())
                    .mapToObj(round -> perSecond.get(round) / other.perSecond.get(round))
                    .toList());
        }
    }

    /// A start as it was recorded.
    private record Played(List<Recorded> statements, Scope scope, Dispatched started, String fingerprint) {

        /// The same for another environment: its ids, and a fingerprint of its own.
        UnaryOperator<Object> as(Scope other) {
            var run = UUID.randomUUID();
            var review = UUID.randomUUID();
            Map<Object, Object> ids = Map.of(
                    scope.environmentId(), other.environmentId(),
                    started.runId(), run,
                    started.reviewId(), review);
            var fresh = (run.toString() + review).replace("-", "");
            return value -> switch (value) {
                case UUID id -> ids.getOrDefault(id, id);
                case String text -> replaced(text, ids, fresh, other);
                case null -> null;
                default -> value;
            };
        }

        private String replaced(String text, Map<Object, Object> ids, String fresh, Scope other) {
            if (text.equals("recorded")) {
                return other.environmentId().toString();
            }
            if (text.length() < 36) {
                return text;
            }
            var replaced = text.replace(fingerprint, fresh);
            for (var id : ids.entrySet()) {
                replaced =
                        replaced.replace(id.getKey().toString(), id.getValue().toString());
            }
            return replaced;
        }
    }

    /// What JobRunr is asked for.
    static final class Compose implements JobRequest {

        public String environment = "";

        Compose() {}

        Compose(String environment) {
            this.environment = environment;
        }

        @Override
        public Class<? extends JobRequestHandler> getJobRequestHandler() {
            return ComposeHandler.class;
        }
    }

    static final class ComposeHandler implements JobRequestHandler<Compose> {

        @Override
        public void run(Compose request) {}
    }
}

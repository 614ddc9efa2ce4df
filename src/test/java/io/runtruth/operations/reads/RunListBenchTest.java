package io.runtruth.operations.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.OperationRunColumns;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.shared.Range;
import io.runtruth.shared.Scope;
import io.runtruth.shared.Workload;
import io.runtruth.testing.RecordedStatements;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestWorkspaces;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// The list of runs, its tabs' counts, the desk and a filter, with 10,000 runs and with 10,000,000 of 1,000
/// environments, for an owner and for a member of one of them, beside two bare clients on one connection in the same
/// run: one that sends the very statements that ours did, for what the database takes for the page's right, its queue
/// and its rows; and one that asks for the rows and nothing else.
@Tag("bench")
@Import({TestWorkspaces.class, ManualQueue.class, RecordedStatements.class})
@SpringBootTest(
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            "spring.datasource.hikari.connection-init-sql=set jit = off"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RunListBenchTest {

    private static final TestDatabase.Database DATABASE = TestDatabase.create();

    private static final int ENVIRONMENTS = 1_000;
    private static final int FEW = 10_000;
    private static final int MANY = Integer.getInteger("runtruth.bench.runs", 10_000_000);
    private static final int PORTION = 1_000_000;
    private static final int ROUNDS = 200;
    private static final int WARM_UP = 30;
    private static final int PAGE = 50;
    private static final int MOST_COUNTED = 1_001;
    private static final double AT_MOST_GROWN = 1.2;
    private static final double AT_MOST_OF_BARE = 2;

    /// Below it, what else the machine does is more than what is measured.
    private static final double NOTHING_MILLIS = 10;

    private static final RunFilter ACTIVE = new RunFilter(true, false, false, null, null, null, null);
    private static final RunFilter DESK = new RunFilter(false, true, false, null, null, null, null);
    private static final RunFilter RECONCILED = new RunFilter(false, false, true, null, null, null, null);
    private static final RunFilter FAILED = new RunFilter(false, null, RunOutcome.FAILED, null, null);

    private static final String COLUMNS = """
            select r.id, r.type, r.status, r.outcome, r.attempt, r.environment_id, e.name, r.initiator_name, r.created_at,
                r.started_at, r.completed_at, r.attention_code, r.failure_code, r.summary_counts, r.context
            from operation_run r
            join managed_environment e on e.workspace_id = r.workspace_id and e.id = r.environment_id
            where r.workspace_id = ?
            """;
    private static final String NEWEST = "order by r.created_at desc, r.id desc limit " + PAGE;

    private static final String ASKS = "and " + OperationRunColumns.ASKS + " ";

    private final RunQueries runs;
    private final TestWorkspaces some;
    private final RecordedStatements statements;
    private final JdbcClient jdbc;

    private UUID workspace;
    private UUID one;
    private Actor.Person owner;
    private Actor.Person member;

    RunListBenchTest(RunQueries runs, TestWorkspaces some, RecordedStatements statements, JdbcClient jdbc) {
        this.runs = runs;
        this.some = some;
        this.statements = statements;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @Test
    void lists_counts_and_the_desk_cost_by_what_they_show_and_not_by_the_history() throws SQLException {
        places();
        try (var bare = DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password())) {
            insert(bare, 1, FEW);
            var few = measured(bare);
            insert(bare, FEW + 1, MANY);
            var many = measured(bare);

            print(few, many);
            many.forEach((what, took) -> {
                assertThat(p95(took.ours()))
                        .as(what + ", beside " + FEW)
                        .isLessThan(Math.max(
                                NOTHING_MILLIS,
                                AT_MOST_GROWN * p95(few.get(what).ours())));
                assertThat(p95(took.ours()))
                        .as(what + ", beside its own statements")
                        .isLessThan(AT_MOST_OF_BARE * p95(took.same()));
            });
        }
    }

    private void places() {
        // nothing is cleaned up behind what is measured
        jdbc.sql("alter table operation_run set (autovacuum_enabled = off)").update();
        workspace = some.workspace();
        owner = some.person(workspace, Role.OWNER);
        jdbc.sql("""
                insert into managed_environment (id, workspace_id, slug, name, created_at, version)
                select md5(n::text)::uuid, :workspace, 'fleet-' || n, 'Fleet ' || n, now(), 0
                from generate_series(0, :environments - 1) n
                """)
                .param("workspace", workspace)
                .param("environments", ENVIRONMENTS)
                .update();
        one = jdbc.sql("select md5('7')::uuid").query(UUID.class).single();
        member = some.personFor(new Scope(workspace, one), Role.OPERATOR);
    }

    /// Older and older. Of each thousand 50 failed, 10 were blocked, 10 flagged and 20 reconciled, most of them dealt
    /// with; the first 20 are active. Without indexes and references, which are there again afterwards.
    private void insert(Connection bare, int from, int to) throws SQLException {
        var indexes = jdbc.sql("""
                select i.indexdef
                from pg_indexes i
                where i.tablename = 'operation_run'
                and not exists (select from pg_constraint c where c.conname = i.indexname)
                """).query(String.class).list();
        var names = jdbc.sql("""
                select i.indexname
                from pg_indexes i
                where i.tablename = 'operation_run'
                and not exists (select from pg_constraint c where c.conname = i.indexname)
                """).query(String.class).list();
        try (var statement = bare.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("set maintenance_work_mem = '1GB'");
            for (var name : names) {
                statement.execute("drop index " + name);
            }
        }
        for (var begin = from; begin <= to; begin += PORTION) {
            insertPortion(bare, begin, Math.min(to, begin + PORTION - 1));
        }
        try (var statement = bare.createStatement()) {
            for (var index : indexes) {
                statement.execute(index);
            }
            statement.execute("vacuum (analyze) operation_run");
            statement.execute("analyze");
            statement.execute("set session_replication_role = origin");
        }
    }

    private void insertPortion(Connection bare, int from, int to) throws SQLException {
        try (var statement = bare.prepareStatement("""
                insert into operation_run
                    (id, workspace_id, environment_id, type, identity, status, outcome, attempt, initiator_kind,
                    initiator_id, initiator_name, created_at, started_at, completed_at, attention_code, failure_code,
                    summary_counts, context, notice_at, attention_ended_at, attention_ended_by)
                select gen_random_uuid(), ?, md5((n % ?)::text)::uuid, 'environment.review.compose', n::text,
                    case when n <= 10 then 'queued' when n <= 20 then 'running' else 'completed' end,
                    case when n <= 20 then 'pending' when kind <= 51 then 'failed' when kind <= 61 then 'blocked'
                        else 'succeeded' end,
                    1, 'person', ?, 'Owner', now() - n * interval '3 seconds', now() - n * interval '3 seconds',
                    case when n > 20 then now() - n * interval '3 seconds' end,
                    case when n > 20 and kind between 100 and 109 then 'run.late_report_contradicts' end,
                    case when n > 20 and kind <= 61 then 'run.worker_lost' end,
                    '{"checks": 92}',
                    case when n > 20 and kind between 200 and 219 then cast(? as jsonb) else '{}' end,
                    case when n > 20 then now() - n * interval '3 seconds' end,
                    case when n > 5000 and (kind <= 61 or kind between 100 and 109)
                        then now() - n * interval '3 seconds' end,
                    case when n > 5000 and (kind <= 61 or kind between 100 and 109) then 'person' end
                from (select n, (n::bigint * 7919) % 1000 as kind from generate_series(?, ?) n) made
                """)) {
            statement.setObject(1, workspace);
            statement.setInt(2, ENVIRONMENTS);
            statement.setObject(3, owner.account());
            statement.setString(4, """
                    {"reconciliation": {"decision": "reconciled_succeeded",
                    "reason_code": "review.ready_same_fingerprint", "adapter": "environment.review.compose",
                    "source": "scheduled", "decided_at": "2026-01-01T00:00:00Z"}}""");
            statement.setInt(5, from);
            statement.setInt(6, to);
            statement.execute();
        }
    }

    private Map<String, Took> measured(Connection bare) {
        var took = new LinkedHashMap<String, Took>();
        for (var reader : List.of(owner, member)) {
            var who = reader == owner ? "owner" : "member of one";
            var mine = reader == owner ? "" : "and r.environment_id = '" + one + "' ";
            took.put(who + ", list", compared(bare, mine + NEWEST, () -> window(reader, RunFilter.ALL)));
            took.put(
                    who + ", failed ones",
                    compared(bare, mine + "and r.outcome = 'failed' " + NEWEST, () -> window(reader, FAILED)));
            took.put(
                    who + ", active ones",
                    compared(
                            bare,
                            mine + "and r.status in ('queued', 'running') " + NEWEST,
                            () -> window(reader, ACTIVE)));
            took.put(who + ", desk", compared(bare, mine + ASKS + NEWEST, () -> window(reader, DESK)));
            took.put(who + ", four counts", counts(bare, mine, reader));
        }
        return took;
    }

    private void window(Actor reader, RunFilter filter) {
        runs.window(reader, workspace, filter, Range.newest(PAGE));
    }

    private Took compared(Connection bare, String condition, Runnable asked) {
        return took(bare, asked, () -> read(bare, COLUMNS + condition));
    }

    private Took took(Connection bare, Runnable asked, Runnable least) {
        var same = statements.of(asked);
        return new Took(
                millis(asked),
                millis(() -> same.forEach(statement -> {
                    try {
                        statement.play(bare, it -> it);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })),
                millis(least));
    }

    private Took counts(Connection bare, String mine, Actor reader) {
        var most = Range.newest(MOST_COUNTED);
        return took(
                bare,
                () -> List.of(ACTIVE, DESK, RECONCILED, RunFilter.ALL)
                        .forEach(filter -> runs.count(reader, workspace, filter, most)),
                () -> List.of(
                                "and r.status in ('queued', 'running') ",
                                ASKS,
                                "and (r.context -> 'reconciliation') is not null ",
                                "")
                        .forEach(condition -> read(
                                bare,
                                "select count(*) from (select 1 from operation_run r where r.workspace_id = ? " + mine
                                        + condition + "order by r.created_at desc, r.id desc limit " + MOST_COUNTED
                                        + ") counted")));
    }

    private void read(Connection connection, String sql) {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, workspace);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getObject(1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double[] millis(Runnable work) {
        var took = new double[ROUNDS];
        Workload.asJob(() -> {
            for (var round = -WARM_UP; round < ROUNDS; round++) {
                var begun = System.nanoTime();
                work.run();
                if (round >= 0) {
                    took[round] = (System.nanoTime() - begun) / 1e6;
                }
            }
        });
        Arrays.sort(took);
        return took;
    }

    private static void print(Map<String, Took> few, Map<String, Took> many) {
        System.out.printf(
                Locale.ROOT,
                "%nms: ours, its statements alone, the least statement, each p50 and p95%n%-26s %53s %53s %8s%n",
                "",
                "%,d runs".formatted(FEW),
                "%,d runs".formatted(MANY),
                "grown");
        few.forEach((what, before) -> {
            var after = many.get(what);
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %s %s x %5.2f%n",
                    what,
                    before.told(),
                    after.told(),
                    p95(after.ours()) / p95(before.ours()));
        });
    }

    private static double p50(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static double p95(double[] sorted) {
        return sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
    }

    /// In milliseconds, sorted.
    ///
    /// @param same the statements of ours, by a bare client
    /// @param least one statement for the rows alone, by a bare client
    private record Took(double[] ours, double[] same, double[] least) {

        String told() {
            return String.format(
                    Locale.ROOT,
                    "%6.2f %6.2f | %6.2f %6.2f (x %4.2f) | %5.2f %5.2f",
                    p50(ours),
                    p95(ours),
                    p50(same),
                    p95(same),
                    p95(ours) / p95(same),
                    p50(least),
                    p95(least));
        }
    }
}

package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.testing.CountedStatements;
import io.runtruth.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// What a pass costs, and that it follows the active work and not the history (contract 13).
@DirtiesContext
@Import(CountedStatements.class)
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
class ReconcileBenchTest {

    private static final Actor SYSTEM = new Actor.System("bench");
    private static final int LOST = Integer.getInteger("runtruth.bench.lost", 100_000);
    private static final int REVIEWS = Integer.getInteger("runtruth.bench.reviews", 1_000_000);
    private static final int GROWTH = 10;
    private static final int BASELINE = 2_000;
    private static final int BATCH = 1_000;

    private final OperationLifecycleReconciler reconciler;
    private final RunProofService proofs;
    private final JdbcClient jdbc;
    private final CountedStatements statements;
    private final ReviewHistory history;

    ReconcileBenchTest(
            OperationLifecycleReconciler reconciler,
            RunProofService proofs,
            JdbcClient jdbc,
            CountedStatements statements) {
        this.reconciler = reconciler;
        this.proofs = proofs;
        this.jdbc = jdbc;
        this.statements = statements;
        this.history = new ReviewHistory(jdbc);
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.create().register(registry);
    }

    @Test
    void a_pass_costs_by_the_lost_runs_and_not_by_the_history() {
        history.grow(REVIEWS);
        history.lose(10 * BATCH);
        reconciler.pass();

        var alone = oneByOne();
        var small = measured();
        history.grow(REVIEWS * GROWTH);
        var large = measured();

        print(alone, small, large);
        assertThat(small.statementsPerBatch()).isEqualTo(large.statementsPerBatch());
    }

    private Duration oneByOne() {
        history.lose(BASELINE);
        var runs = jdbc.sql("select workspace_id, id from operation_run where status = 'queued'")
                .query((row, _) -> List.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
        var begun = System.nanoTime();
        runs.forEach(run -> proofs.prove(SYSTEM, run.getFirst(), run.getLast(), false));
        return Duration.ofNanos(System.nanoTime() - begun).dividedBy(runs.size());
    }

    /// The better of two passes: what else the machine does at the time can only add to one.
    private Measured measured() {
        return Stream.of(pass(), pass())
                .min(Comparator.comparing(Measured::took))
                .orElseThrow();
    }

    private Measured pass() {
        history.lose(LOST);
        jdbc.sql("vacuum analyze").update();
        jdbc.sql("checkpoint").update();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        statements.reset();
        var begun = System.nanoTime();
        var tally = reconciler.pass();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(tally.followed()).isEqualTo(Map.of("end", LOST));
        var batches = LOST / BATCH;
        return new Measured(
                jdbc.sql("select count(*) from environment_review")
                        .query(Long.class)
                        .single(),
                took,
                statements.count() / (double) batches,
                heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum());
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static void print(Duration alone, Measured small, Measured large) {
        System.out.printf("%nreconciling %,d lost runs, in batches of %,d%n", LOST, BATCH);
        System.out.printf(
                "%12s %10s %10s %12s %18s %12s%n",
                "reviews", "seconds", "runs/s", "us/run", "statements/batch", "peak heap");
        List.of(small, large)
                .forEach(it -> System.out.printf(
                        "%,12d %10.1f %,10d %12.1f %18.1f %,9d MB%n",
                        it.reviews(),
                        it.took().toMillis() / 1000.0,
                        LOST * 1000L / it.took().toMillis(),
                        it.microsPerRun(),
                        it.statementsPerBatch(),
                        it.peakHeapBytes() / 1_000_000));
        System.out.printf(
                "one by one, same database: %.1f us/run, %.1f times the batch%n",
                alone.toNanos() / 1000.0, alone.toNanos() / 1000.0 / small.microsPerRun());
        System.out.printf(
                "ten times the history: %.2f times the cost of a run%n%n", large.microsPerRun() / small.microsPerRun());
    }

    private record Measured(long reviews, Duration took, double statementsPerBatch, long peakHeapBytes) {

        double microsPerRun() {
            return took.toNanos() / 1000.0 / LOST;
        }
    }
}

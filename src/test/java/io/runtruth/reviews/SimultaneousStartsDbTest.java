package io.runtruth.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// However many start the same at the same instant (contract 6.2).
@Tag("I1")
@Tag("I2")
class SimultaneousStartsDbTest extends DatabaseTest {

    private static final int THREADS = 64;
    private static final int ROUNDS = 50;

    private final EnvironmentReviewService service;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;

    SimultaneousStartsDbTest(
            EnvironmentReviewService service,
            ManualQueue queue,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc) {
        this.service = service;
        this.queue = queue;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
    }

    @Test
    void make_one_review_one_run_and_one_queue_entry_and_every_caller_is_told_the_truth() throws Exception {
        var workspace = some.workspace();
        var reviewer = some.person(workspace, Role.REVIEWER);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var round = 0; round < ROUNDS; round++) {
                var scope = some.environment(workspace);
                evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
                var barrier = new CyclicBarrier(THREADS);

                var results = new ArrayList<StartResult>();
                for (var future : threads.invokeAll(callers(scope, reviewer, barrier))) {
                    results.add(future.get());
                }

                assertOneOfEach(scope, results);
            }
        }
    }

    @Test
    void and_those_that_come_while_the_run_ends_are_told_of_the_run_or_of_the_review() throws Exception {
        var workspace = some.workspace();
        var reviewer = some.person(workspace, Role.REVIEWER);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var round = 0; round < ROUNDS / 5; round++) {
                var scope = some.environment(workspace);
                evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass");
                var first = (Dispatched) service.create(reviewer, scope, new StartRequest(Via.API, null));
                var barrier = new CyclicBarrier(THREADS);
                List<Callable<StartResult>> callers = new ArrayList<>(callers(scope, reviewer, barrier));
                callers.set(0, () -> {
                    barrier.await();
                    queue.work(first.runId());
                    return first;
                });

                for (var future : threads.invokeAll(callers)) {
                    assertThat(isTrueOf(first, future.get())).isTrue();
                }
                assertThat(count("environment_review", scope)).isOne();
                assertThat(count("operation_run", scope)).isOne();
            }
        }
    }

    private static boolean isTrueOf(Dispatched first, StartResult answer) {
        return switch (answer) {
            case Dispatched dispatched -> dispatched.equals(first);
            case ReusedActiveRun joined -> joined.runId().equals(first.runId());
            case AlreadyAvailable available -> available.reviewId().equals(first.reviewId());
            case StartResult.Refused _ -> false;
        };
    }

    private List<Callable<StartResult>> callers(Scope scope, Actor reviewer, CyclicBarrier barrier) {
        return java.util.stream.IntStream.range(0, THREADS)
                .<Callable<StartResult>>mapToObj(caller -> () -> {
                    barrier.await();
                    return service.create(
                            reviewer, scope, new StartRequest(Via.API, scope.environmentId() + "-" + caller));
                })
                .toList();
    }

    private void assertOneOfEach(Scope scope, List<StartResult> results) {
        var dispatched = results.stream()
                .filter(Dispatched.class::isInstance)
                .map(Dispatched.class::cast)
                .toList();
        assertThat(dispatched).hasSize(1);
        assertThat(results.stream()
                        .filter(ReusedActiveRun.class::isInstance)
                        .map(result -> ((ReusedActiveRun) result).runId()))
                .hasSize(THREADS - 1)
                .containsOnly(dispatched.getFirst().runId());
        assertThat(count("environment_review", scope)).isOne();
        assertThat(count("operation_run", scope)).isOne();
        assertThat(queue.entries(dispatched.getFirst().runId())).isOne();
        assertThat(receipts(dispatched.getFirst().runId())).isEqualTo(THREADS - 1);
    }

    private int count(String table, Scope scope) {
        return jdbc.sql("select count(*) from " + table + " where environment_id = ?")
                .param(scope.environmentId())
                .query(Integer.class)
                .single();
    }

    private int receipts(UUID runId) {
        return jdbc.sql("select count(*) from run_event where run_id = ? and kind = 'joined'")
                .param(runId)
                .query(Integer.class)
                .single();
    }
}

package io.runtruth.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.faults.FaultyRuns.Ended;
import io.runtruth.node.embedded.RestartableDatabase.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The full form, with the settings of production: each fault hits several runs at once, in several rounds. Run by
/// `./mvnw verify -Pfaults`, with `-Druntruth.faults.rounds=5` for more of them.
@Tag("faults")
@TestMethodOrder(MethodOrderer.MethodName.class)
class FaultRoundsDbTest extends TwoNodes {

    private static final int ROUNDS = Integer.getInteger("runtruth.faults.rounds", 3);

    /// As many as a worker has at the same time.
    private static final int RUNS = 4;

    private static final Summary SUMMARY = new Summary();

    FaultRoundsDbTest(FaultyRuns runs) {
        super(runs, Duration.ofMinutes(3));
    }

    /// Two nodes, this process and what a failover has left behind share a database that is made for one node.
    @Override
    Map<String, String> settings() {
        return Map.of("spring.datasource.hikari.maximum-pool-size", "8");
    }

    @Override
    Duration deadAfter() {
        return Duration.ofSeconds(20);
    }

    @AfterAll
    static void summary() {
        SUMMARY.print();
    }

    @Test
    void worker_killed_before_it_marks_the_run() {
        rounds("killed before it marks the run", () -> killedAt(times(RUNS, Step.MARKING)));
    }

    @Test
    void worker_disconnected_while_it_composes() {
        rounds("disconnected while it composes", () -> disconnectedAt(Step.REPORTING, RUNS));
    }

    @Test
    void worker_killed_while_it_composes() {
        rounds("killed while it composes", () -> killedAt(times(RUNS, Step.COMPOSING)));

        assertThat(SUMMARY.takenUp("killed while it composes", 50).orElseThrow())
                .isLessThan(Duration.ofSeconds(3));
        assertThat(SUMMARY.takenUp("killed while it composes", 99).orElseThrow())
                .isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void worker_killed_after_composing_and_before_it_stores() {
        rounds("killed after composing, before storing", () -> killedAt(times(RUNS, Step.COMPOSED)));
    }

    @Test
    void worker_killed_after_it_stored_and_before_the_commit() {
        rounds("killed after storing, before the commit", () -> killedAt(times(RUNS, Step.STORED)));
    }

    @Test
    void worker_killed_after_the_commit_and_before_the_queue_knows() {
        rounds("killed after the commit, before the queue knows", () -> killedAt(times(RUNS, Step.COMPLETED)));
    }

    @Test
    void database_crashed_while_a_worker_composes() {
        rounds("database crashed while composing", () -> restartedAt(Step.COMPOSING, RUNS, Stop.IMMEDIATE));
    }

    @Test
    void database_stopped_before_a_commit() {
        rounds("database stopped before the commit", () -> restartedAt(Step.STORED, RUNS, Stop.FAST));
    }

    @Test
    void database_crashed_while_runs_wait() {
        rounds("database crashed while runs wait", () -> restartedWhileWaiting(RUNS, Stop.IMMEDIATE));
    }

    @Test
    void worker_frozen_until_its_runs_were_ended() {
        rounds("frozen, woken after its runs were ended", () -> afterLateReports(frozenAt(Step.COMPOSED, RUNS)));
    }

    @Test
    void worker_frozen_in_a_transaction() {
        rounds("frozen in a transaction", () -> frozenAt(Step.MARKING, RUNS));
    }

    @Test
    void failover_that_closes_nothing() {
        rounds("failover that closes nothing, while composing", () -> silencedAt(Step.COMPOSING, RUNS));
    }

    @Test
    void queue_loses_the_entries_of_runs() {
        rounds("queue entries lost", () -> entriesLost(RUNS));
    }

    @Test
    void queue_loses_all_its_rows() {
        rounds("all rows of the queue lost", () -> queueEmptied(RUNS));
    }

    @Test
    void worker_loses_the_session_with_its_lock_and_works_on() {
        rounds("session with the lock lost, both alive", () -> lockSessionLostAt(Step.COMPOSING, RUNS));
    }

    @Test
    void worker_whose_clock_is_five_minutes_behind() {
        rounds("clock of one worker five minutes behind", () -> clockBehindAt(Step.COMPOSING, RUNS));
    }

    private void rounds(String fault, Supplier<List<Ended>> round) {
        var all = new ArrayList<Ended>();
        for (var i = 0; i < ROUNDS; i++) {
            var ended = round.get();
            SUMMARY.add(fault, ended);
            all.addAll(ended);
        }
        assertRight(all);
    }
}

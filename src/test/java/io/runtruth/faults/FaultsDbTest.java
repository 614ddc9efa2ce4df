package io.runtruth.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.node.embedded.RestartableDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The short form, for every build: each fault once, with a queue that notices in seconds. In this order a new node
/// starts while the tests go on that need only one.
@Tag("I6")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsDbTest extends TwoNodes {

    FaultsDbTest(FaultyRuns runs) {
        super(runs, Duration.ofSeconds(30));
    }

    @Override
    Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("db-scheduler.heartbeat-interval", "750ms"),
                Map.entry("db-scheduler.missed-heartbeats-limit", "4"),
                Map.entry("db-scheduler.polling-interval", "200ms"),
                Map.entry("db-scheduler.threads", "6"),
                Map.entry("spring.datasource.hikari.maximum-pool-size", "10"),
                Map.entry("spring.datasource.hikari.data-source-properties.socketTimeout", "5"),
                Map.entry(
                        "spring.datasource.hikari.connection-init-sql",
                        "set idle_in_transaction_session_timeout = '5s'"),
                Map.entry("runtruth.jobs.connection-init-sql", "set idle_in_transaction_session_timeout = '5s'"),
                // a worker stands still at a step for as long as the machine needs to bring the others to theirs
                Map.entry("runtruth.queue.pool.data-source-properties.socketTimeout", "5"),
                Map.entry("runtruth.queue.pool.connection-init-sql", "set idle_in_transaction_session_timeout = '5s'"),
                Map.entry("runtruth.queue.find-lost-every", "1s"),
                Map.entry("runtruth.queue.keep-recurring-every", "1s"),
                Map.entry("runtruth.reconciler.interval", "1s"),
                Map.entry("runtruth.queue.grace", "1s"));
    }

    @Override
    Duration deadAfter() {
        return Duration.ofSeconds(3);
    }

    @Test
    @Order(1)
    void runs_waiting_while_the_database_is_away_are_worked_when_it_is_back() {
        assertRight(restartedWhileWaiting(2, RestartableDatabase.Stop.FAST));
    }

    @Test
    @Order(2)
    void a_run_being_composed_when_the_database_crashes_is_composed_again() {
        assertRight(restartedAt(Step.COMPOSING, 1, RestartableDatabase.Stop.IMMEDIATE));
    }

    @Test
    @Order(3)
    @Tag("I4")
    void a_worker_woken_after_its_run_was_ended_changes_nothing_and_its_report_is_kept() {
        var ended = afterLateReports(frozenAt(Step.COMPOSED, 1));

        assertRight(ended);
        assertThat(ended).allMatch(each -> each.attempts() > 1, "taken up again");
    }

    @Test
    @Order(4)
    void a_worker_frozen_in_a_transaction_keeps_nobody_from_ending_its_run() {
        assertRight(frozenAt(Step.MARKING, 1));
    }

    @Test
    @Order(5)
    void runs_whose_queue_entries_are_lost_are_given_back_to_the_queue() {
        assertRight(entriesLost(2));
    }

    @Test
    @Order(6)
    void a_worker_that_loses_its_connection_while_composing_tries_again() {
        var ended = disconnectedAt(Step.REPORTING, 1);

        assertRight(ended);
        assertThat(ended).allMatch(each -> each.attempts() > 1, "taken up again");
    }

    @Test
    @Order(7)
    void a_failover_that_closes_nothing_is_noticed_and_the_runs_are_ended_all_the_same() {
        assertRight(silencedAt(Step.COMPOSING, 1));
    }

    @Test
    @Order(8)
    void runs_are_found_although_the_queue_has_lost_all_its_rows_also_those_that_find_them() {
        assertRight(queueEmptied(2));
    }

    @Test
    @Order(9)
    @Tag("I4")
    void a_worker_that_lost_only_the_session_with_its_lock_does_no_harm() {
        assertRight(lockSessionLostAt(Step.COMPOSING, 2));
    }

    @Test
    @Order(10)
    void a_worker_whose_clock_is_five_minutes_behind_is_not_called_dead() {
        var ended = clockBehindAt(Step.COMPOSING, 1);

        assertRight(ended);
        assertThat(ended).allMatch(each -> each.attempts() == 1, "its first worker ended it");
    }

    @Test
    @Order(11)
    void a_worker_killed_at_any_step_leaves_runs_that_another_one_ends() {
        var ended = killedAt(List.of(Step.values()));

        assertRight(ended);
        assertThat(ended.subList(1, ended.size() - 1)).allMatch(each -> each.attempts() > 1, "worked again");
        assertThat(ended.getLast().attempts())
                .as("not worked again once it was committed")
                .isOne();
    }
}

package io.runtruth.operations.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunStatus;
import io.runtruth.operations.queue.HeartbeatRule;
import io.runtruth.operations.queue.QueueTruth;
import io.runtruth.operations.reads.Freshness.State;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of contract 4.
class FreshnessTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Freshness.Thresholds THRESHOLDS =
            Freshness.Thresholds.of(Duration.ofSeconds(10), new HeartbeatRule(Duration.ofSeconds(5), 4));

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("due, just now", queued(), waiting(seconds(2), 0), State.WAITING),
                Arguments.of("due, longer than expected", queued(), waiting(seconds(31), 0), State.WAITING_LONG),
                Arguments.of("due, and no worker is there", queued(), unattended(seconds(2), 0), State.NO_WORKER),
                Arguments.of(
                        "due for long, and no worker is there", queued(), unattended(seconds(31), 0), State.NO_WORKER),
                Arguments.of(
                        "failed, due again, and no worker is there",
                        running(),
                        unattended(seconds(1), 1),
                        State.NO_WORKER),
                Arguments.of(
                        "failed, due later, and no worker is there",
                        running(),
                        unattended(seconds(-20), 1),
                        State.RETRY_SCHEDULED),
                Arguments.of("failed, due later", running(), waiting(seconds(-20), 1), State.RETRY_SCHEDULED),
                Arguments.of("failed, due again", running(), waiting(seconds(1), 1), State.WAITING),
                Arguments.of("picked, heartbeat recent", running(), picked(3), State.WORKING),
                Arguments.of("picked for long, heartbeat recent", runningFor(121), picked(3), State.WORKING_LONG),
                Arguments.of("heartbeat missed", running(), picked(10), State.SILENT),
                Arguments.of("heartbeat nearly dead", running(), picked(19), State.SILENT),
                Arguments.of("dead and not revived", running(), picked(20), State.LOST),
                Arguments.of("no entry", running(), new QueueTruth.NoEntry(), State.LOST),
                Arguments.of("unreadable", running(), new QueueTruth.Unreadable(), State.UNKNOWN),
                Arguments.of("heartbeat ahead of this clock", running(), picked(-2), State.WORKING));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("rows")
    void what_the_queue_says_decides(String name, Freshness.Facts run, QueueTruth queue, State expected) {
        assertThat(Freshness.of(run, queue, NOW, THRESHOLDS).state()).isEqualTo(expected);
    }

    @Test
    void a_run_younger_than_the_grace_is_never_called_lost() {
        var young = new Freshness.Facts(
                OperationType.REVIEW_COMPOSE, RunStatus.RUNNING, NOW.minusSeconds(9), NOW.minusSeconds(9), null);

        assertThat(Freshness.of(young, new QueueTruth.NoEntry(), NOW, THRESHOLDS)
                        .state())
                .isEqualTo(State.WAITING);
        assertThat(Freshness.of(young, picked(25), NOW, THRESHOLDS).state()).isEqualTo(State.SILENT);
    }

    @Test
    void a_completed_run_is_done_whatever_the_queue_says() {
        var done = new Freshness.Facts(
                OperationType.REVIEW_COMPOSE, RunStatus.COMPLETED, NOW.minusSeconds(60), NOW.minusSeconds(60), null);

        assertThat(Freshness.of(done, new QueueTruth.Unreadable(), NOW, THRESHOLDS)
                        .state())
                .isEqualTo(State.DONE);
    }

    @Test
    void a_fresh_heartbeat_over_a_hung_step_shows_as_two_ages() {
        var hung = new Freshness.Facts(
                OperationType.REVIEW_COMPOSE,
                RunStatus.RUNNING,
                NOW.minusSeconds(90),
                NOW.minusSeconds(90),
                NOW.minusSeconds(80));

        var freshness = Freshness.of(hung, picked(2), NOW, THRESHOLDS);

        assertThat(freshness.heartbeatAge()).isEqualTo(Duration.ofSeconds(2));
        assertThat(freshness.progressAge()).isEqualTo(Duration.ofSeconds(80));
    }

    private static Freshness.Facts queued() {
        return new Freshness.Facts(
                OperationType.REVIEW_COMPOSE, RunStatus.QUEUED, NOW.minusSeconds(60), NOW.minusSeconds(60), null);
    }

    private static Freshness.Facts running() {
        return runningFor(60);
    }

    private static Freshness.Facts runningFor(int seconds) {
        return new Freshness.Facts(
                OperationType.REVIEW_COMPOSE,
                RunStatus.RUNNING,
                NOW.minusSeconds(200),
                NOW.minusSeconds(seconds),
                null);
    }

    private static Instant seconds(int ago) {
        return NOW.minusSeconds(ago);
    }

    private static QueueTruth waiting(Instant dueAt, int failures) {
        return new QueueTruth.Waiting(dueAt, failures, 0, true);
    }

    private static QueueTruth unattended(Instant dueAt, int failures) {
        return new QueueTruth.Waiting(dueAt, failures, 0, false);
    }

    private static QueueTruth picked(int heartbeatAgeSeconds) {
        return new QueueTruth.Picked(NOW.minusSeconds(heartbeatAgeSeconds));
    }
}

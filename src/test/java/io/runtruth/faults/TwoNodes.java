package io.runtruth.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runtruth.faults.FaultyRuns.Ended;
import io.runtruth.faults.FaultyRuns.Started;
import io.runtruth.node.embedded.RestartableDatabase;
import io.runtruth.testing.SilentProxy;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// Two real worker processes on one real database, and what can happen to them. This process only starts runs and
/// looks what became of them.
@Import({FaultyRuns.class, TestWorkspaces.class, TestEvidence.class})
@SpringBootTest(
        properties = {"runtruth.role=web", "runtruth.demo=false", "spring.datasource.hikari.maximum-pool-size=4"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("db")
abstract class TwoNodes {

    private static final RestartableDatabase DATABASE = RestartableDatabase.start(Path.of("target/faults/database"));
    /// Of the nodes; this process goes straight to the database.
    private static final SilentProxy WAY = SilentProxy.to(DATABASE.database());

    private static final Duration STANDING_LIMIT = Duration.ofSeconds(40);

    private static Nodes nodes;

    private final FaultyRuns runs;
    private final Duration limit;

    /// @param limit within which every run must have ended
    TwoNodes(FaultyRuns runs, Duration limit) {
        this.runs = runs;
        this.limit = limit;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.database().register(registry);
    }

    /// Of the nodes; not of this process.
    abstract Map<String, String> settings();

    /// Without a heartbeat for as long, a worker is dead.
    abstract Duration deadAfter();

    /// After this process has made the tables.
    @BeforeEach
    void nodes() throws SQLException {
        if (nodes == null) {
            try (var holds = Holds.open(DATABASE.database())) {
                holds.install();
            }
            nodes = new Nodes(WAY.database(), settings());
        }
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
            nodes = null;
        }
    }

    /// One worker has all these runs, each at its step, when it is killed; the other one goes on.
    List<Ended> killedAt(List<Step> steps) {
        var two = nodes.ready();
        Instant fault;
        List<Started> started;
        try (var holds = Holds.open(DATABASE.database())) {
            started = standingAt(two, steps, holds);
            fault = Instant.now();
            two.victim().kill();
            runs.endSessions(two.victim().name());
            two.other().wake();
        }
        var ended = ended(started, fault);
        nodes.replace();
        return ended;
    }

    /// The worker that has the runs stands still, without a lock, until they are taken from it and ended; then it
    /// goes on.
    List<Ended> frozenAt(Step step, int count) {
        var two = nodes.ready();
        Instant fault;
        List<Started> started;
        try (var holds = Holds.open(DATABASE.database())) {
            started = standingAt(two, times(count, step), holds);
            fault = Instant.now();
            two.victim().freeze();
            two.other().wake();
        }
        var ended = ended(started, fault);
        two.victim().wake();
        return ended;
    }

    /// The worker loses the connection of each run in the middle of its work, and lives on.
    List<Ended> disconnectedAt(Step step, int count) {
        var two = nodes.ready();
        Instant fault;
        List<Started> started;
        try (var holds = Holds.open(DATABASE.database())) {
            started = standingAt(two, times(count, step), holds);
            fault = Instant.now();
            started.forEach(run -> holds.disconnect(step, run.id()));
        }
        two.other().wake();
        return ended(started, fault);
    }

    /// A failover that closes nothing: nothing comes over what the nodes have open, and new connections are good.
    List<Ended> silencedAt(Step step, int count) {
        var two = nodes.ready();
        Instant fault;
        List<Started> started;
        try (var holds = Holds.open(DATABASE.database())) {
            started = standingAt(two, times(count, step), holds);
            fault = Instant.now();
            WAY.silence();
            two.other().wake();
            runs.endSessions(two.victim().name());
            runs.endSessions(two.other().name());
        }
        return ended(started, fault);
    }

    /// The database goes away while a worker composes.
    List<Ended> restartedAt(Step step, int count, RestartableDatabase.Stop how) {
        var two = nodes.ready();
        Instant fault;
        List<Started> started;
        try (var holds = Holds.open(DATABASE.database())) {
            started = standingAt(two, times(count, step), holds);
            two.other().wake();
            fault = Instant.now();
            DATABASE.restart(how);
        }
        return ended(started, fault);
    }

    /// The database goes away while runs wait that no worker has looked at.
    List<Ended> restartedWhileWaiting(int count, RestartableDatabase.Stop how) {
        return whileWaiting(count, _ -> DATABASE.restart(how));
    }

    /// The queue loses the entries of runs that no worker has looked at.
    List<Ended> entriesLost(int count) {
        return whileWaiting(count, started -> started.forEach(run -> runs.loseEntry(run.id())));
    }

    /// The queue loses all its rows while runs wait that no worker has looked at.
    List<Ended> queueEmptied(int count) {
        return whileWaiting(count, _ -> runs.loseQueue());
    }

    private List<Ended> whileWaiting(int count, Consumer<List<Started>> happens) {
        var two = nodes.ready();
        two.victim().freeze();
        two.other().freeze();
        var started = IntStream.range(0, count).mapToObj(_ -> runs.start()).toList();
        var fault = Instant.now();
        happens.accept(started);
        two.victim().wake();
        two.other().wake();
        return ended(started, fault);
    }

    /// The worker that has the runs loses the session with its lock, and works on; so does the other one.
    List<Ended> lockSessionLostAt(Step step, int count) {
        var two = nodes.ready();
        Instant fault;
        List<Started> started;
        try (var holds = Holds.open(DATABASE.database())) {
            started = standingAt(two, times(count, step), holds);
            two.other().wake();
            fault = Instant.now();
            runs.endLockSession(two.victim().name());
        }
        return ended(started, fault);
    }

    /// The clock of the worker that has the runs is five minutes behind, and it works for longer than a worker
    /// may be silent.
    List<Ended> clockBehindAt(Step step, int count) {
        var two = nodes.withWrongClock();
        List<Started> started;
        try (var holds = Holds.open(DATABASE.database())) {
            started = standingAt(two, times(count, step), holds);
            two.other().wake();
            for (var run : started) {
                awaitThat(
                        () -> two.victim().name() + " is heard for long enough: " + runs.timeline(run),
                        () -> runs.heardFor(run)
                                        .compareTo(deadAfter().plus(deadAfter().dividedBy(4)))
                                > 0);
            }
        }
        var ended = ended(started, Instant.now());
        two.victim().kill();
        nodes.replace();
        return ended;
    }

    /// The victim has all runs and stands still with each; the other one is frozen meanwhile, so that it has none.
    private List<Started> standingAt(Nodes.Two two, List<Step> steps, Holds holds) {
        two.other().freeze();
        var started = steps.stream()
                .map(step -> runs.start(run -> holds.hold(step, run)))
                .toList();
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var run = started.get(i).id();
            awaitThat(
                    () -> two.victim().name() + " stands still at " + step,
                    () -> holds.standing(step, run)
                            .filter(two.victim().name()::equals)
                            .isPresent());
        }
        return started;
    }

    private List<Ended> ended(List<Started> started, Instant fault) {
        return started.stream().map(run -> runs.ended(run, fault, limit)).toList();
    }

    /// Looks again at runs that had ended: what a worker that was woken late did to them.
    List<Ended> afterLateReports(List<Ended> ended) {
        for (var each : ended) {
            awaitThat(
                    () -> "a late report that agrees is kept: " + runs.timeline(each.run()),
                    () -> runs.lateReportsThatAgree(each.run()) == 1);
        }
        return ended.stream()
                .map(each -> {
                    var again = runs.ended(each.run(), Instant.EPOCH, limit);
                    return new Ended(each.run(), again.attempts(), each.took(), each.takenUp(), again.wrong());
                })
                .toList();
    }

    private static void awaitThat(Supplier<String> what, Callable<Boolean> condition) {
        try {
            await().atMost(STANDING_LIMIT).pollInterval(Duration.ofMillis(25)).until(condition);
        } catch (ConditionTimeoutException _) {
            throw new AssertionError("waited in vain until " + what.get() + nodes.tails());
        }
    }

    static List<Step> times(int count, Step step) {
        return IntStream.range(0, count).mapToObj(_ -> step).toList();
    }

    /// Every run succeeded, its review is ready, and nothing tells of a failure.
    void assertRight(List<Ended> ended) {
        var wrong = new ArrayList<String>();
        for (var each : ended) {
            if (!each.wrong().isEmpty()) {
                wrong.add(each.wrong() + " after " + String.join("\n    ", runs.timeline(each.run())));
            }
        }
        assertThat(wrong).as(() -> wrong.isEmpty() ? "" : nodes.tails()).isEmpty();
    }
}

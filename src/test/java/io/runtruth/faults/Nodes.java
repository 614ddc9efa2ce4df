package io.runtruth.faults;

import io.runtruth.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Two worker nodes on one database. One that was killed is replaced by a new one, which starts while the test
/// goes on.
final class Nodes implements AutoCloseable {

    private final TestDatabase.Database database;
    private final Map<String, String> settings;
    private final List<ConsoleProcess> all = new ArrayList<>();

    Nodes(TestDatabase.Database database, Map<String, String> settings) {
        this.database = database;
        this.settings = settings;
        replace();
    }

    /// The one that the fault hits, and the one that goes on.
    record Two(ConsoleProcess victim, ConsoleProcess other) {}

    /// Both are ready and awake.
    Two ready() {
        replace();
        var living = living();
        living.forEach(ConsoleProcess::wake);
        living.forEach(ConsoleProcess::awaitReady);
        return new Two(living.getFirst(), living.getLast());
    }

    /// One of two is replaced by a node whose clock is wrong; that one is the victim.
    Two withWrongClock() {
        var two = ready();
        two.other().kill();
        var wrong = ConsoleProcess.startWith(FiveMinutesBehind.class, "node-" + (all.size() + 1), database, settings);
        all.add(wrong);
        wrong.awaitReady();
        return new Two(wrong, two.victim());
    }

    /// Starts what is missing, and does not wait for it.
    void replace() {
        while (living().size() < 2) {
            all.add(ConsoleProcess.start("node-" + (all.size() + 1), database, settings));
        }
    }

    private List<ConsoleProcess> living() {
        return all.stream().filter(ConsoleProcess::isAlive).toList();
    }

    /// What the last few of them printed, for whoever wonders why a test failed.
    String tails() {
        return all.stream()
                .skip(Math.max(0, all.size() - 3))
                .map(ConsoleProcess::tail)
                .collect(Collectors.joining("\n", "\n", ""));
    }

    @Override
    public void close() {
        living().forEach(ConsoleProcess::stop);
    }
}

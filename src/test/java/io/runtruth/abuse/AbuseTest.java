package io.runtruth.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runtruth.abuse.AbuseTable.Row;
import io.runtruth.abuse.AbuseTable.Times;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A node of its own is attacked from outside while somebody works in the console and somebody calls the API
/// (contract 8, "Before sign-in"). Linux: only there has one machine two addresses without being asked.
@EnabledOnOs(OS.LINUX)
abstract class AbuseTest {

    /// What the contract promises, where the machine does as well before the attack; a slower one is given room.
    private static final Duration PROMISED = Duration.ofSeconds(1);

    private static final int ROOM = 5;
    private static final int MOST_MORE_HEAP_MB = 64;
    private static final long MOST_MORE_DISK = 1_000_000;
    private static final long MOST_LOG = 32_000;

    private final AbuseTable table = new AbuseTable();

    /// In percent of the full number of strangers.
    abstract int share();

    /// For how long those hold out that can.
    abstract Duration holdOut();

    /// For how long the honest are watched before each attack.
    abstract Duration calm();

    abstract Honest person(int port);

    @Test
    void honest_people_notice_nothing_and_nothing_stays() {
        try (var node = AttackedNode.start()) {
            var port = node.port();
            try (var caller = Honest.caller(port);
                    var person = person(port)) {
                warmUp(caller, person);
                for (var attack : Attack.values()) {
                    table.add(attacked(node, port, attack, caller, person));
                }
            }
            assertThat(node.isAlive()).isTrue();
        }
        table.print();
        judge();
    }

    private void warmUp(Honest caller, Honest person) {
        watch(calm());
        caller.notes();
        person.notes();
    }

    private Row attacked(AttackedNode node, int port, Attack attack, Honest caller, Honest person) {
        var heap = node.heapMb();
        var disk = node.diskBytes();
        caller.notes();
        person.notes();
        watch(calm());
        var callsBefore = caller.notes();
        var pagesBefore = person.notes();
        var log = node.logBytes();
        attack.run(port, share(), holdOut());
        var calls = caller.notes();
        var pages = person.notes();
        var written = node.logBytes() - log;
        watch(calm());
        return new Row(
                attack.title(share()),
                new Times(callsBefore.p99(), calls.waited()),
                new Times(pagesBefore.p99(), pages.waited()),
                heap,
                node.heapMb(),
                Math.max(0, node.diskBytes() - disk),
                written,
                Stream.concat(calls.refusals().stream(), pages.refusals().stream())
                        .toList());
    }

    private static void watch(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(5)).until(() -> System.nanoTime() > end);
    }

    private void judge() {
        var all = new SoftAssertions();
        for (var row : table.rows()) {
            all.assertThat(row.refusals()).as("refused during " + row.attack()).isEmpty();
            all.assertThat(row.call().during())
                    .as("calls during " + row.attack())
                    .isLessThan(most(row.call()));
            all.assertThat(row.page().during())
                    .as("pages during " + row.attack())
                    .isLessThan(most(row.page()));
            all.assertThat(row.heapAfterMb() - row.heapBeforeMb())
                    .as("heap after " + row.attack())
                    .isLessThan(MOST_MORE_HEAP_MB);
            all.assertThat(row.diskBytes()).as("disk after " + row.attack()).isLessThan(MOST_MORE_DISK);
            all.assertThat(row.logBytes()).as("log of " + row.attack()).isLessThan(MOST_LOG);
        }
        all.assertAll();
    }

    private static long most(Times times) {
        return Math.max(PROMISED.toMillis(), ROOM * times.before());
    }
}

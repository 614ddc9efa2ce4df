package io.runtruth.faults;

import static io.runtruth.faults.FaultyRestores.document;
import static io.runtruth.testing.TargetServer.cut;
import static io.runtruth.testing.TargetServer.cutAfterwards;
import static io.runtruth.testing.TargetServer.notNow;
import static io.runtruth.testing.TargetServer.slow;
import static io.runtruth.testing.TargetServer.status;
import static io.runtruth.testing.TargetServer.statusAfterwards;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.runtruth.faults.FaultyRestores.Faulty;
import io.runtruth.faults.FaultyRestores.Restored;
import io.runtruth.testing.TargetServer.Misbehaviour;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// Restores of folders and over HTTP, by real worker processes, and what can happen to them: `kill -9`
/// between two documents and inside the writing of one, a worker that stands still and comes back, people
/// who change documents, disks without room, servers that are busy, broken, slow, or lose their answers.
/// Afterwards each target is read by an eye of its own, and is what the results say, document by document.
/// A round has about 45 restores.
///
/// Run by `./mvnw verify -Pfaults`, with `-Druntruth.faults.rounds=24` for more than a thousand of them.
@Import({FaultyRestores.class, TestWorkspaces.class, TestTargets.class})
@SpringBootTest(
        properties = {
            "runtruth.role=web",
            "runtruth.demo=false",
            "runtruth.sealing-key=" + RestoreFaultsDbTest.KEY,
            "runtruth.restore-private=true",
            "spring.datasource.hikari.maximum-pool-size=4",
            "logging.level.io.runtruth=error"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
@EnabledOnOs(OS.LINUX)
@Tag("faults")
class RestoreFaultsDbTest {

    static final String KEY = "a random text of 32 characters, of the tests";

    private static final int ROUNDS = Integer.getInteger("runtruth.faults.rounds", 3);

    /// Of each kind of target, as many as are under way when their worker is killed.
    private static final int KILLED = 8;

    private static final int SMALL = 12;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final TestDatabase.Database DATABASE = TestDatabase.createDurable();

    private final FaultyRestores restores;
    private final Random random = new Random(7);
    private final RestoreSummary summary = new RestoreSummary();
    private final List<Path> disks = new ArrayList<>();

    RestoreFaultsDbTest(FaultyRestores restores) {
        this.restores = restores;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("runtruth.restore-root", TestTargets::rootPath);
    }

    /// A queue that notices in seconds, and a worker that has all of them at once.
    private static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("runtruth.restore-root", TestTargets.rootPath()),
                Map.entry("runtruth.restore-private", "true"),
                Map.entry("runtruth.sealing-key", KEY),
                Map.entry("db-scheduler.heartbeat-interval", "1s"),
                // a busy machine lets no worker say that it lives for seconds; one that is killed is found by its lock
                Map.entry("db-scheduler.missed-heartbeats-limit", "10"),
                Map.entry("db-scheduler.polling-interval", "200ms"),
                Map.entry("db-scheduler.threads", "24"),
                Map.entry("spring.datasource.hikari.maximum-pool-size", "4"),
                Map.entry("runtruth.jobs.connections", "20"),
                Map.entry("runtruth.queue.find-lost-every", "1s"),
                Map.entry("runtruth.reconciler.interval", "2s"),
                Map.entry("runtruth.queue.grace", "2s"));
    }

    @Test
    void whatever_happens_to_a_restore_its_target_is_what_its_results_say() {
        try (var nodes = new Nodes(DATABASE, settings())) {
            for (int round = 0; round < ROUNDS; round++) {
                killed(nodes, round);
                withWorkersThatLive();
                frozen(nodes);
            }
            assertThat(summary.all().stream().flatMap(it -> it.wrong().stream()))
                    .as(nodes.tails())
                    .isEmpty();
        } finally {
            summary.print();
        }
    }

    /// Those over HTTP each stand still at a chosen call, those of folders are somewhere, when the worker
    /// that has them all is killed.
    private void killed(Nodes nodes, int round) {
        var two = nodes.ready();
        two.other().freeze();
        var standing = new ArrayList<Standing>();
        var servers = new ArrayList<Faulty>();
        for (int i = 0; i < KILLED; i++) {
            var faulty = restores.ofServer(SMALL);
            restores.preview(faulty);
            standing.add(Standing.at(faulty, i + KILLED * round));
            restores.confirm(faulty);
            servers.add(faulty);
        }
        standing.forEach(it -> awaitThat(it.isThere));
        var folders = startedTogether(two.victim(), KILLED);
        awaitMoment(folders, round % 2 == 0);
        two.victim().kill();
        summary.killed(folders.stream().anyMatch(it -> parts(it.folder()) > 0));
        restores.endSessions(two.victim().name());
        standing.forEach(Standing::letGo);
        two.other().wake();
        nodes.replace();
        ended("killed, over HTTP: before, within and after a write", servers);
        ended("killed, a folder: between documents or within one", folders);
    }

    /// The worker takes them up at one moment.
    private List<Faulty> startedTogether(ConsoleProcess worker, int restoring) {
        worker.freeze();
        var folders = IntStream.range(0, restoring)
                .mapToObj(_ -> restores.start(restores.ofFolder(120, 500_000)))
                .toList();
        worker.wake();
        return folders;
    }

    /// When so many documents are written, or when one is being written.
    private void awaitMoment(List<Faulty> folders, boolean isBetween) {
        var least = 1 + random.nextInt(folders.size() * 60);
        var end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            if (isBetween
                            && folders.stream()
                                            .mapToInt(it -> written(it.folder()))
                                            .sum()
                                    >= least
                    || !isBetween && folders.stream().anyMatch(it -> parts(it.folder()) > 0)) {
                return;
            }
        }
    }

    /// How many documents that were not there are, about.
    private static int written(Path folder) {
        return 3
                * (int) IntStream.range(0, 40)
                        .filter(it -> Files.exists(folder.resolve(document(it * 3))))
                        .count();
    }

    private static int parts(Path folder) {
        int parts = 0;
        for (int i = 0; i < 3; i++) {
            var names = folder.resolve("folder" + i).toFile().list((_, name) -> name.endsWith(".part"));
            parts += names == null ? 0 : names.length;
        }
        return parts;
    }

    /// The worker that has them stands still for longer than it may, another one ends them; then it goes
    /// on. They are looked at when they have ended, and once more at the end.
    private void frozen(Nodes nodes) {
        var two = nodes.ready();
        two.other().freeze();
        var server = restores.ofServer(SMALL);
        restores.preview(server);
        var standing = Standing.at(server, random.nextInt(100));
        restores.confirm(server);
        awaitThat(standing.isThere);
        var folders = startedTogether(two.victim(), 3);
        awaitMoment(folders, random.nextBoolean());
        two.victim().freeze();
        two.other().wake();
        standing.letGo();
        var all = new ArrayList<>(folders);
        all.add(server);
        var ended = all.stream().map(it -> restores.ended(it, LIMIT)).toList();
        two.victim().wake();
        // it is told that it has lost them, and says so; whatever else it does comes before
        var last = restores.start(restores.ofFolder(3, 300));
        two.other().freeze();
        ended("after a worker that came back", List.of(last));
        two.other().wake();
        summary.add(
                "worker frozen, woken after they had ended",
                IntStream.range(0, all.size())
                        .mapToObj(i -> withBoth(ended.get(i), restores.look(all.get(i))))
                        .toList());
        all.forEach(it -> it.place().remove());
    }

    private static Restored withBoth(Restored one, Restored again) {
        var wrong = new ArrayList<>(one.wrong());
        wrong.addAll(again.wrong());
        return new Restored(one.attempts(), again.ending(), wrong);
    }

    private void withWorkersThatLive() {
        var all = new LinkedHashMap<String, List<Faulty>>();
        all.put("folder: files that are read-only", times(2, this::readOnly));
        all.put("folder: no room on the disk", times(2, this::fullDisk));
        all.put("folder: changed by somebody before", times(2, this::changedBefore));
        all.put("HTTP: changed by somebody before", times(1, this::changedBeforeOnServer));
        all.put("HTTP: changed by somebody in the middle", times(2, this::changedInTheMiddleOnServer));
        all.put("HTTP: 429 and 503 with Retry-After", times(2, () -> misbehaving(notNow(429, "0"), notNow(503, "1"))));
        all.put("HTTP: 500, 502, 504", times(2, () -> misbehaving(status(500), status(502), status(504))));
        all.put("HTTP: an error after it applied the write", times(2, () -> misbehaving(statusAfterwards(500))));
        all.put("HTTP: connection cut after it applied the write", times(2, () -> misbehaving(cutAfterwards())));
        all.put("HTTP: connection cut before", times(1, () -> misbehaving(cut())));
        all.put("HTTP: slow", times(1, () -> misbehaving(slow(Duration.ofMillis(400)))));
        all.put("HTTP: no ETags, and cut after the write", times(1, this::withoutEtags));
        all.put("HTTP: stale ETags for a while", times(1, () -> staleEtags(3, "succeeded")));
        all.put("HTTP: stale ETags for ever", times(1, () -> staleEtags(100, "partially_succeeded")));
        all.put("HTTP: away from some call on, and back", times(2, this::away));
        twoAtOnce();
        changedInTheMiddle();
        all.forEach(this::ended);
        disks.forEach(it -> ran("umount", it.toString()));
        disks.clear();
    }

    private static List<Faulty> times(int times, Supplier<Faulty> start) {
        return Stream.generate(start).limit(times).toList();
    }

    private Faulty readOnly() {
        var faulty = restores.ofFolder(SMALL, 300).expecting("partially_succeeded");
        for (int i : new int[] {1, 4}) {
            faulty.folder().resolve(document(i)).toFile().setReadOnly();
        }
        return restores.start(faulty);
    }

    /// Where this process may mount a small disk.
    private Faulty fullDisk() {
        var faulty = restores.ofFolder(41, 300_000).expecting("partially_succeeded", "failed");
        if (ran(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=700k",
                "tmpfs",
                faulty.folder().toString())) {
            disks.add(faulty.folder());
            faulty.isFilledAnew();
        } else {
            faulty.expecting("succeeded");
            System.out.println("no disk could be mounted here: its restores have all the room that they need");
        }
        return restores.start(faulty);
    }

    private Faulty changedBefore() {
        var faulty = restores.ofFolder(SMALL, 300).expecting("blocked");
        restores.preview(faulty);
        faulty.isChanged(document(random.nextInt(SMALL)));
        restores.confirm(faulty);
        return faulty;
    }

    private Faulty changedBeforeOnServer() {
        var faulty = restores.ofServer(SMALL).expecting("blocked");
        restores.preview(faulty);
        faulty.isChanged(document(random.nextInt(SMALL)));
        restores.confirm(faulty);
        return faulty;
    }

    /// At the write of one, another one and one that may be written already.
    private Faulty changedInTheMiddleOnServer() {
        var faulty = restores.ofServer(SMALL).expecting("partially_succeeded", "blocked");
        restores.preview(faulty);
        faulty.server().once("PUT", document(4), (_, _) -> {
            faulty.isChanged(document(4));
            faulty.isChanged(document(random.nextInt(4)));
            return false;
        });
        restores.confirm(faulty);
        return faulty;
    }

    /// Each for a third of the documents, once: when they are written, and when they are looked at.
    private Faulty misbehaving(Misbehaviour... misbehaviours) {
        var faulty = restores.ofServer(SMALL);
        restores.preview(faulty);
        for (int i = 0; i < SMALL; i++) {
            var misbehaviour = misbehaviours[random.nextInt(misbehaviours.length)];
            if (random.nextInt(3) == 0) {
                faulty.server().once("PUT", document(i), misbehaviour);
            }
        }
        faulty.server().once("PUT", document(1), misbehaviours[0]);
        restores.confirm(faulty);
        return faulty;
    }

    private Faulty withoutEtags() {
        var faulty = restores.ofServer(SMALL);
        restores.preview(faulty);
        faulty.server().withoutEtags().once("PUT", document(1), cutAfterwards());
        restores.confirm(faulty);
        return faulty;
    }

    private Faulty staleEtags(int times, String outcome) {
        var faulty = restores.ofServer(SMALL).expecting(outcome);
        restores.preview(faulty);
        faulty.server().times(times, "GET", document(1), faulty.server().staleEtag(document(1)));
        restores.confirm(faulty);
        return faulty;
    }

    /// From a write on for some forty calls: nobody can say then what became of those that were sent.
    private Faulty away() {
        var faulty = restores.ofServer(SMALL).expecting("succeeded", "partially_succeeded", "failed", "blocked");
        restores.preview(faulty);
        var left = new AtomicInteger(20 + random.nextInt(40));
        var server = faulty.server();
        server.once("PUT", document(1), (_, apply) -> {
            apply.getAsInt();
            server.always((_, _) -> {
                if (left.decrementAndGet() <= 0) {
                    server.always(null);
                }
                return true;
            });
            return true;
        });
        restores.confirm(faulty);
        return faulty;
    }

    /// One is under way, and the other one finds it, or what it has done.
    private void twoAtOnce() {
        var one = restores.ofFolder(SMALL, 300);
        restores.preview(one);
        var other = one.another("3");
        restores.preview(other);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> restores.confirm(one));
            threads.submit(() -> restores.confirm(other));
        }
        var winner = one.run() != null && !restores.isBlocked(one, LIMIT) ? one : other;
        var loser = winner == one ? other : one;
        var ended = restores.ended(winner, LIMIT);
        if (loser.run() == null) {
            restores.confirm(loser);
        }
        loser.expecting("blocked").foundAs(winner);
        summary.add("folder: two restores of one environment at once", List.of(ended, restores.ended(loser, LIMIT)));
        one.place().remove();
    }

    /// Somebody writes three documents as soon as the first one is restored.
    private void changedInTheMiddle() {
        var all = IntStream.range(0, 2)
                .mapToObj(_ -> restores.start(
                        restores.ofFolder(400, 300).expecting("succeeded", "partially_succeeded", "blocked")))
                .toList();
        for (var faulty : all) {
            awaitMoment(List.of(faulty), true);
            for (int i = 0; i < 3; i++) {
                var path = document(random.nextInt(400));
                faulty.isChanged(path);
                if (!restores.isUnderWay(faulty)) {
                    faulty.wasLate(path);
                }
            }
        }
        ended("folder: changed by somebody in the middle", all);
    }

    private void ended(String fault, List<Faulty> started) {
        summary.add(fault, started.stream().map(it -> restores.ended(it, LIMIT)).toList());
        started.forEach(it -> it.place().remove());
    }

    private static void awaitThat(CountDownLatch latch) {
        await().atMost(LIMIT).until(() -> latch.getCount() == 0);
    }

    private static boolean ran(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A call that stands still until it is let go.
    private static final class Standing implements Misbehaviour {

        private final CountDownLatch isThere = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final boolean isAppliedFirst;
        private final boolean isAppliedLast;

        private Standing(boolean isAppliedFirst, boolean isAppliedLast) {
            this.isAppliedFirst = isAppliedFirst;
            this.isAppliedLast = isAppliedLast;
        }

        /// @param which of the places, any number
        static Standing at(Faulty faulty, int which) {
            var document = document(1 + which % 8);
            var standing = new Standing(which % 4 == 1, which % 4 == 2);
            switch (which % 8) {
                // as the target is compared with the preview, before the first write
                case 0 -> faulty.server().once("GET", "", standing);
                // as it is read back, after the last write
                case 4 -> {
                    faulty.server().once("GET", "", (_, _) -> false);
                    faulty.server().once("GET", "", standing);
                }
                // as a document is looked at: between two writes
                case 3, 7 -> {
                    faulty.server().once("GET", document, (_, _) -> false);
                    faulty.server().once("GET", document, standing);
                }
                default -> faulty.server().once("PUT", document, standing);
            }
            return standing;
        }

        @Override
        public boolean handles(HttpExchange exchange, IntSupplier apply) throws IOException {
            if (isAppliedFirst) {
                apply.getAsInt();
            }
            isThere.countDown();
            try {
                go.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            if (isAppliedLast) {
                apply.getAsInt();
            }
            return true;
        }

        /// What it was asked for it may do now, long after nobody waits for it.
        void letGo() {
            go.countDown();
        }
    }
}

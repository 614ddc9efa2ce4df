package io.runtruth.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreService;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.restore.SnapshotService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// Restores whose worker is killed, `kill -9` of a real process: between two documents, and inside the writing of
/// one. Afterwards each target is read by an eye of its own, and is what the results say, document by document.
/// Run by `./mvnw verify -Pfaults`, with `-Druntruth.faults.rounds=50` for more of them.
@Import({TestWorkspaces.class, TestTargets.class})
@SpringBootTest(
        properties = {"runtruth.role=web", "runtruth.demo=false", "spring.datasource.hikari.maximum-pool-size=4"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
@EnabledOnOs(OS.LINUX)
@Tag("faults")
class RestoreFaultsDbTest {

    private static final int ROUNDS = Integer.getInteger("runtruth.faults.rounds", 3);
    private static final int RESTORES = 4;
    private static final int DOCUMENTS = 600;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final TestDatabase.Database DATABASE = TestDatabase.createDurable();

    private final RestoreService restores;
    private final SnapshotService snapshots;
    private final TestWorkspaces some;
    private final TestTargets targets;
    private final JdbcClient jdbc;
    private final Random random = new Random(7);

    RestoreFaultsDbTest(
            RestoreService restores,
            SnapshotService snapshots,
            TestWorkspaces some,
            TestTargets targets,
            JdbcClient jdbc) {
        this.restores = restores;
        this.snapshots = snapshots;
        this.some = some;
        this.targets = targets;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("runtruth.restore-root", TestTargets::rootPath);
    }

    @Test
    void a_killed_restore_ends_with_the_target_as_its_results_say() {
        var told = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        var settings = Map.of(
                "runtruth.restore-root", TestTargets.rootPath(), "spring.datasource.hikari.maximum-pool-size", "8");
        int inside = 0;
        try (var nodes = new Nodes(DATABASE, settings)) {
            for (int round = 0; round < ROUNDS; round++) {
                var two = nodes.ready();
                two.other().freeze();
                var started = new ArrayList<Restoring>();
                for (int i = 0; i < RESTORES; i++) {
                    started.add(start());
                }
                if (round % 2 == 0) {
                    awaitDocuments(started, random.nextInt(DOCUMENTS * RESTORES));
                } else {
                    awaitPart(started);
                }
                two.victim().kill();
                inside += started.stream().mapToInt(it -> parts(it.target)).sum() > 0 ? 1 : 0;
                two.other().wake();
                nodes.replace();
                for (var each : started) {
                    told.add(ended(each, wrong));
                }
            }
            System.out.printf(
                    "restores killed: %d in %d rounds, of which %d within a write; wrong endings %d; %s%n",
                    told.size(), ROUNDS, inside, wrong.size(), counted(told));
            assertThat(wrong).as(nodes.tails()).isEmpty();
        }
    }

    private static Map<String, Long> counted(List<String> told) {
        var counted = new TreeMap<String, Long>();
        told.forEach(it -> counted.merge(it, 1L, Long::sum));
        return counted;
    }

    private Restoring start() {
        var workspace = some.workspace();
        var scope = some.environment(workspace);
        Actor operator = some.person(workspace, Role.OPERATOR);
        var target = targets.target(scope);
        var wanted = new TreeMap<String, String>();
        var before = new TreeMap<String, String>();
        for (int i = 0; i < DOCUMENTS; i++) {
            var path = "folder" + i % 7 + "/d" + i + ".json";
            // large ones take a moment to write
            var filling = "x".repeat(i % 50 == 0 ? 900_000 : 300);
            wanted.put(path, "{\"v\":2,\"n\":" + i + ",\"f\":\"" + filling + "\"}\r\n");
            if (i % 3 != 0) {
                before.put(path, "{\"v\":1,\"n\":" + i + "}");
            }
        }
        before.put("only.json", "{}");
        before.forEach((path, text) -> TestTargets.write(target, path, text));
        var snapshot = snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(TestTargets.zip(wanted)))
                .snapshot()
                .id();
        var request = new RestoreRequest(Via.API, null);
        var preview = restores.preview(operator, scope, new NewPreview(snapshot, null, request));
        var run = ((RestoreDispatched) restores.start(operator, scope, preview.id(), "Environment", null, request))
                .runId();
        wanted.put("only.json", "{}");
        return new Restoring(scope, target, run, preview.id(), wanted);
    }

    private static void awaitDocuments(List<Restoring> started, int least) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        started.stream().mapToInt(RestoreFaultsDbTest::written).sum() >= Math.max(1, least)
                                || started.stream().allMatch(it -> written(it) == DOCUMENTS));
    }

    /// How many documents that were not there are.
    private static int written(Restoring restoring) {
        return (int) restoring.wanted.entrySet().stream()
                        .filter(it -> it.getKey().endsWith("0.json"))
                        .filter(it -> size(restoring.target.resolve(it.getKey())) > 100)
                        .count()
                * 10;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0;
        }
    }

    private static void awaitPart(List<Restoring> started) {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            for (var each : started) {
                if (parts(each.target) > 0) {
                    return;
                }
            }
        }
    }

    private static int parts(Path target) {
        int parts = 0;
        for (int i = 0; i < 7; i++) {
            var names = target.resolve("folder" + i).toFile().list((_, name) -> name.endsWith(".part"));
            parts += names == null ? 0 : names.length;
        }
        return parts;
    }

    private String ended(Restoring restoring, List<String> wrong) {
        try {
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> isCompleted(restoring));
        } catch (ConditionTimeoutException _) {
            wrong.add("run " + restoring.run + " did not end");
        }
        var outcome = jdbc.sql("select outcome || ' after attempt ' || attempt from operation_run where id = ?")
                .param(restoring.run)
                .query(String.class)
                .single();
        var results = jdbc.sql("select count(*) from restore_item where restore_id = ? and result = 'applied'")
                .param(restoring.restore)
                .query(Integer.class)
                .single();
        if (!outcome.startsWith("succeeded") || results != DOCUMENTS) {
            wrong.add(outcome + " with " + results + " applied");
        }
        if (!TestTargets.all(restoring.target).equals(restoring.wanted)) {
            wrong.add("the target of run " + restoring.run + " is not what the results say");
        }
        delete(restoring.target);
        return outcome;
    }

    private boolean isCompleted(Restoring restoring) {
        return jdbc.sql("select status = 'completed' from operation_run where id = ?")
                .param(restoring.run)
                .query(Boolean.class)
                .single();
    }

    private static void delete(Path target) {
        try (var all = Files.walk(target)) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(it -> it.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Restoring(Scope scope, Path target, UUID run, UUID restore, Map<String, String> wanted) {}
}

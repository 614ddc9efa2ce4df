package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreQueries.ItemsShown;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// A real export of a tenant's configuration, as tools of configuration as code write it: captured,
/// changed, and restored to its very bytes. The folder `configuration` beside that which `runtruth.samples`
/// names has it; each file that ends in `.json` is one document.
@EnabledIf("isThere")
class RealConfigurationDbTest extends DatabaseTest {

    private static final Path EXPORT = Path.of(System.getProperty("runtruth.samples", "../shared/samples/evidence"))
            .resolveSibling("configuration");

    private final RestoreService restores;
    private final RestoreQueries queries;
    private final SnapshotService snapshots;
    private final RunQueries runs;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestTargets targets;

    RealConfigurationDbTest(
            RestoreService restores,
            RestoreQueries queries,
            SnapshotService snapshots,
            RunQueries runs,
            ManualQueue queue,
            TestWorkspaces some,
            TestTargets targets) {
        this.restores = restores;
        this.queries = queries;
        this.snapshots = snapshots;
        this.runs = runs;
        this.queue = queue;
        this.some = some;
        this.targets = targets;
    }

    static boolean isThere() {
        return Files.isDirectory(EXPORT);
    }

    @Test
    void a_real_export_is_captured_changed_and_restored_to_its_very_bytes() throws IOException {
        var scope = some.environment(some.workspace());
        var operator = some.person(scope.workspaceId(), Role.OPERATOR);
        var target = targets.target(scope);
        var export = bytes(EXPORT);
        for (var document : export.entrySet()) {
            var file = target.resolve(document.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, document.getValue());
        }
        var captured = snapshots.capture(operator, scope).snapshot();
        assertThat(captured.documents()).isEqualTo(export.size()).isGreaterThan(20);
        var paths = List.copyOf(export.keySet());
        var changed = 0;
        for (int i = 0; i < paths.size(); i += 3, changed++) {
            var file = target.resolve(paths.get(i));
            if (i % 2 == 0) {
                Files.writeString(file, "{\"changed\": true}");
            } else {
                Files.delete(file);
            }
        }

        var preview = restores.preview(
                operator, scope, new NewPreview(captured.id(), null, new RestoreRequest(Via.CONSOLE, null)));
        var items = queries.items(operator, scope, preview.id(), ItemsShown.ALL, null, 1_000);
        assertThat(items.stream().filter(it -> it.change() != ItemChange.UNCHANGED))
                .hasSize(changed);
        assertThat(worked(operator, scope, preview.id())).isEqualTo(RunOutcome.SUCCEEDED);

        var found = bytes(target);
        assertThat(found.keySet()).isEqualTo(export.keySet());
        export.forEach((path, content) -> assertThat(found.get(path)).as(path).isEqualTo(content));
    }

    private RunOutcome worked(Actor.Person operator, Scope scope, UUID restore) {
        var run = ((RestoreDispatched) restores.start(
                        operator, scope, restore, "Environment", null, new RestoreRequest(Via.CONSOLE, null)))
                .runId();
        queue.work(run);
        return runs.detail(operator, scope.workspaceId(), run).run().outcome();
    }

    private static Map<String, byte[]> bytes(Path folder) throws IOException {
        var bytes = new TreeMap<String, byte[]>();
        try (var walked = Files.walk(folder)) {
            for (var file : walked.filter(it -> it.toString().endsWith(".json")).toList()) {
                bytes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return bytes;
    }
}

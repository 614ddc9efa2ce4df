package io.runtruth.edge;

import static io.runtruth.testing.TestTargets.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreService;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.restore.SnapshotService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program of the page on commits, as it stands there, against the real server and a real working tree.
class GitPageEdgeTest extends EdgeTest {

    private final TestTargets targets;
    private final SnapshotService snapshots;
    private final RestoreService restores;
    private final ManualQueue queue;
    private final Scope scope;

    @TempDir
    private Path folder;

    private Person person;
    private Path tree;

    GitPageEdgeTest(
            TestWorkspaces some,
            TestTargets targets,
            SnapshotService snapshots,
            RestoreService restores,
            ManualQueue queue) {
        this.targets = targets;
        this.snapshots = snapshots;
        this.restores = restores;
        this.queue = queue;
        this.scope = some.environment(some.workspace());
    }

    @BeforeEach
    void tree() throws Exception {
        var path = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        for (var tool : List.of("git", "python3")) {
            assumeThat(path).as(tool).anyMatch(it -> Files.isExecutable(Path.of(it, tool)));
        }
        person = person(scope, Role.OWNER);
        tree = targets.target(scope);
        git("init", "--quiet", "--initial-branch=main");
        git("config", "user.name", "Tree");
        git("config", "user.email", "tree@example.invalid");
    }

    @Test
    void each_restore_becomes_one_commit_of_what_it_applied_and_nothing_else() throws Exception {
        write(tree, "Access/mfa.json", "1");
        write(tree, "other.json", "1");
        git("add", ".");
        git("commit", "--quiet", "--message", "before");
        write(tree, "staged.json", "1");
        git("add", "staged.json");
        write(tree, "other.json", "2");
        write(tree, "newü1.json", "1");
        var restore = restored("Access/mfa.json", "2", "newü[1].json", "3");

        program();

        assertThat(git("log", "--format=%an: %s", "-1"))
                .isEqualTo(person.actor().name() + ": Restore 2 documents");
        assertThat(git("log", "--format=%(trailers:key=Runtruth-Restore,valueonly)", "-1"))
                .isEqualTo(restore.toString());
        assertThat(git("-c", "core.quotePath=false", "show", "--format=", "--name-status", "HEAD"))
                .isEqualTo("M\tAccess/mfa.json\nA\tnewü[1].json");
        assertThat(git("-c", "core.quotePath=false", "status", "--porcelain"))
                .isEqualTo("M other.json\nA  staged.json\n?? newü1.json");
    }

    @Test
    void none_is_committed_twice_and_none_is_left_out() throws Exception {
        restored("a.json", "1");
        program();
        program();
        assertThat(git("rev-list", "--count", "HEAD")).isEqualTo("1");

        var two = restored("a.json", "2");
        var three = restored("a.json", "3", "b.json", "3");
        program();
        program();

        assertThat(git("log", "--format=%(trailers:key=Runtruth-Restore,valueonly)", "-2")
                        .lines()
                        .filter(it -> !it.isBlank()))
                .containsExactly(three.toString(), two.toString());
        assertThat(git("rev-list", "--count", "HEAD")).isEqualTo("3");
        assertThat(git("status", "--porcelain")).isEmpty();
    }

    private UUID restored(String... pathsAndTexts) {
        var actor = person.actor();
        var asked = new RestoreRequest(Via.CONSOLE, null);
        var taken = snapshots.take(actor, scope, "a.zip", new ByteArrayInputStream(TestTargets.zip(pathsAndTexts)));
        var preview =
                restores.preview(actor, scope, new NewPreview(taken.snapshot().id(), null, asked));
        var started = restores.start(actor, scope, preview.id(), "Environment", null, asked);
        queue.work(((RestoreDispatched) started).runId());
        return preview.id();
    }

    private String program() throws Exception {
        var page = Files.readString(Path.of("src/docs/git.md"));
        var program = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(program.find()).isTrue();
        var builder = new ProcessBuilder(
                "python3",
                Files.writeString(folder.resolve("commit.py"), program.group(1)).toString());
        builder.environment().put("RUNTRUTH_ENVIRONMENT", "http://localhost:" + port + person.address());
        builder.environment().put("RUNTRUTH_TOKEN", person.token());
        builder.environment().put("RUNTRUTH_TREE", tree.toString());
        return ran(builder);
    }

    private String git(String... words) throws Exception {
        return ran(new ProcessBuilder(Stream.concat(Stream.of("git", "-C", tree.toString()), Stream.of(words))
                .toList()));
    }

    private String ran(ProcessBuilder builder) throws Exception {
        var output = folder.resolve("output.txt");
        // nobody's own settings
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        var process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output).strip();
    }
}

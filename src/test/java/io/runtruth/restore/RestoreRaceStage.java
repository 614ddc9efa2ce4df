package io.runtruth.restore;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunTransition.Applied;
import io.runtruth.operations.Via;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.SettableClock;
import io.runtruth.testing.TestTargets;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.testing.interleaving.Race;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What races of restores are made of: an environment with its target for each race, and what each racer
/// does there, by the product's own services.
@TestComponent
class RestoreRaceStage {

    /// What somebody else writes.
    static final String THEIRS = "\"theirs\"";

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private final RestoreService restores;
    private final SnapshotService snapshots;
    private final RestoreJob job;
    private final OperationRunService runs;
    private final OperationLifecycleReconciler passes;
    private final ManualQueue queue;
    private final TestWorkspaces some;
    private final TestTargets targets;
    private final SettableClock clock;
    private final JdbcClient jdbc;
    private final Actor.Person operator;

    RestoreRaceStage(
            RestoreService restores,
            SnapshotService snapshots,
            RestoreJob job,
            OperationRunService runs,
            OperationLifecycleReconciler passes,
            ManualQueue queue,
            TestWorkspaces some,
            TestTargets targets,
            SettableClock clock,
            JdbcClient jdbc) {
        this.restores = restores;
        this.snapshots = snapshots;
        this.job = job;
        this.runs = runs;
        this.passes = passes;
        this.queue = queue;
        this.some = some;
        this.targets = targets;
        this.clock = clock;
        this.jdbc = jdbc;
        this.operator = some.person(some.workspace(), Role.OPERATOR);
    }

    /// A restore that is confirmed and waits in the queue: `a.json` is to be changed, `b.json` to be made,
    /// `d.json` is as it is to be, and `c.json` is not to be touched although the snapshot has another one.
    Confirmed confirmed() {
        var scope = some.environment(workspace());
        var target = targets.target(scope);
        TestTargets.write(target, "a.json", "1");
        TestTargets.write(target, "c.json", "1");
        TestTargets.write(target, "d.json", "2");
        TestTargets.write(target, "only.json", "1");
        var archive = TestTargets.zip("a.json", "2", "b.json", "2", "c.json", "2", "d.json", "2");
        var snapshot = snapshots
                .take(operator, scope, "a.zip", new ByteArrayInputStream(archive))
                .snapshot();
        var request = new RestoreRequest(Via.API, null);
        var preview = restores.preview(
                operator, scope, new NewPreview(snapshot.id(), Set.of("a.json", "b.json", "d.json"), request));
        var started = (RestoreDispatched) restores.start(operator, scope, preview.id(), "Environment", null, request);
        clock.advance(LONG_ENOUGH);
        return new Confirmed(scope, target, preview.id(), started.runId());
    }

    private UUID workspace() {
        return jdbc.sql("select workspace_id from member where account_id = ?")
                .param(operator.account())
                .query(UUID.class)
                .single();
    }

    /// A worker that has taken the run up and is about to begin; the queue has given it up.
    ///
    /// @param keptEntry whether the queue offers the run again; without, it has lost it
    OperationRun silentWorker(Confirmed restore, boolean keptEntry) {
        var run = ((Applied) runs.markRunning(restore.run)).run();
        if (!keptEntry) {
            jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                    .param(restore.run.toString())
                    .update();
        }
        clock.advance(LONG_ENOUGH);
        return run;
    }

    /// A worker has died after it had written a document, and in the middle of writing another; it had kept
    /// nothing.
    void hasDied(Confirmed restore) {
        silentWorker(restore, true);
        jdbc.sql("update restore_run set state = 'in_progress', begun_at = now() where id = ?")
                .param(restore.id)
                .update();
        jdbc.sql("""
                update restore_item
                set result = 'unchanged', done_at = now()
                where restore_id = ?
                and path = 'd.json'
                """).param(restore.id).update();
        TestTargets.write(restore.target, "a.json", "2");
    }

    /// As a worker does that holds an entry, or believes so.
    void workAs(OperationRun run) {
        job.work(run, progress -> runs.progress(run, progress));
    }

    /// False where the queue has nothing for a worker.
    boolean work(Scope scope) {
        var picked = queue.pick(scope, clock.instant());
        picked.ifPresent(queue::work);
        return picked.isPresent();
    }

    void pass() {
        passes.pass();
    }

    void cancel(Confirmed restore) {
        runs.cancel(operator, restore.scope.workspaceId(), restore.run);
    }

    /// Somebody else writes the document, whole, as editors do.
    void change(Confirmed restore, String document) {
        var part = restore.target.resolveSibling(restore.id + "-" + document);
        try {
            Files.writeString(part, THEIRS);
            Race.stop("changes " + document, true);
            Files.move(part, restore.target.resolve(document), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whoever is left comes to its end within two passes: what has an entry is worked, what has none is
    /// settled.
    void letEverythingEnd(Confirmed restore) {
        for (var pass = 0; pass < 2 && isSomethingActive(restore); pass++) {
            clock.advance(LONG_ENOUGH);
            passes.pass();
            while (work(restore.scope)) {
                clock.advance(LONG_ENOUGH);
            }
        }
    }

    private boolean isSomethingActive(Confirmed restore) {
        return jdbc.sql("select status <> 'completed' from operation_run where id = ?")
                .param(restore.run)
                .query(Boolean.class)
                .single();
    }

    RestoreRaceFacts facts(Confirmed restore) {
        return RestoreRaceFacts.of(jdbc, restore);
    }

    /// A restore that is raced for.
    record Confirmed(Scope scope, Path target, UUID id, UUID run) {}
}

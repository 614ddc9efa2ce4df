package io.runtruth.testing;

import io.runtruth.access.Actor;
import io.runtruth.operations.Ending;
import io.runtruth.operations.NewRun;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.Progress;
import io.runtruth.operations.RunStart;
import io.runtruth.operations.RunSubject;
import io.runtruth.operations.Via;
import io.runtruth.shared.Scope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs of nothing in particular, through the one writer of runs, each committed at once; what a worker would do, a
/// test does by hand.
public final class TestRuns {

    private final OperationRunService runs;

    public TestRuns(OperationRunService runs) {
        this.runs = runs;
    }

    public OperationRun queued(Actor actor, Scope scope) {
        var identity = UUID.randomUUID().toString();
        var asked = new NewRun(OperationType.REVIEW_COMPOSE, scope, identity, new RunSubject(null, null), Via.CONSOLE);
        return ((RunStart.Started) runs.start(actor, asked)).run();
    }

    public OperationRun restore(Actor actor, Scope scope) {
        return restoreOf(actor, scope, null);
    }

    /// @param restoreId of its record; null for none
    public OperationRun restoreOf(Actor actor, Scope scope, @Nullable UUID restoreId) {
        var asked = new NewRun(
                OperationType.RESTORE_EXECUTE,
                scope,
                UUID.randomUUID().toString(),
                new RunSubject(restoreId, null),
                Via.CONSOLE);
        return ((RunStart.Started) runs.start(actor, asked)).run();
    }

    public OperationRun running(Actor actor, Scope scope) {
        return runs.markRunning(queued(actor, scope).id()).run();
    }

    /// As a worker takes up one that waits.
    public OperationRun begun(OperationRun queued) {
        return runs.markRunning(queued.id()).run();
    }

    public OperationRun ended(Actor actor, Scope scope, Ending ending) {
        return end(running(actor, scope), ending);
    }

    public OperationRun end(OperationRun run, Ending ending) {
        return runs.complete(run, ending).run();
    }

    public void progress(OperationRun run, Progress progress) {
        runs.progress(run, progress);
    }
}

package io.runtruth.operations.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.operations.work.QueueSetup;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The queue entry of a run: its task is named after the run's type, its instance is the run's id. Everything here
/// joins
/// the caller's transaction (I5).
@Component
public class RunQueue {

    /// Asked for late: the scheduler knows the tasks, whose handlers end runs, whose writer needs this queue.
    private final ObjectProvider<Scheduler> scheduler;

    private final RunQueueRepository entries;
    private final Freshness.Thresholds thresholds;
    private final Clock clock;

    RunQueue(
            ObjectProvider<Scheduler> scheduler,
            RunQueueRepository entries,
            Freshness.Thresholds thresholds,
            Clock clock) {
        this.scheduler = scheduler;
        this.entries = entries;
        this.thresholds = thresholds;
        this.clock = clock;
    }

    public void schedule(OperationType type, UUID runId) {
        if (!scheduler
                .getObject()
                .scheduleIfNotExists(
                        QueueSetup.descriptor(type).instance(runId.toString()).build(), clock.instant())) {
            throw new IllegalStateException("run " + runId + " has a queue entry already");
        }
        wakeAfterCommit();
    }

    /// Makes a due entry for each run that has none, or whose entry a dead worker holds; any other entry is left.
    ///
    /// @return the runs that have a new chance by it
    public Set<UUID> giveBack(List<OperationRun> runs) {
        var given = entries.giveBack(runs, clock.instant(), deadBefore());
        if (!given.isEmpty()) {
            wakeAfterCommit();
        }
        return given;
    }

    /// Leaves an entry that a living worker holds: it finds the run ended.
    public void removeUnworked(List<OperationRun> runs) {
        entries.removeUnworked(runs, deadBefore());
    }

    private Instant deadBefore() {
        return clock.instant().minus(thresholds.deadAfter());
    }

    /// The scheduler's own hint fires before the commit, when the entry can't be seen yet.
    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.getObject().triggerCheckForDueExecutions();
            }
        });
    }

    /// An entry that is already gone, or being worked, stays as it is: its worker finds the run ended.
    public void remove(OperationType type, UUID runId) {
        var entry = TaskInstanceId.of(type.code(), runId.toString());
        try {
            scheduler.getObject().cancel(entry);
        } catch (TaskInstanceNotFoundException _) {
            // nothing to remove: a worker was faster
        }
    }
}

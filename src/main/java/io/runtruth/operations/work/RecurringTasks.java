package io.runtruth.operations.work;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.runtruth.operations.queue.Node;
import io.runtruth.operations.queue.RunQueue;
import io.runtruth.operations.work.QueueSetup.Recurring;
import io.runtruth.shared.Workload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Sees to it that the recurring tasks have their entries, on every worker: a queue that lost its rows would
/// otherwise have lost what finds the runs that it lost (contract 4).
@Component
class RecurringTasks {

    private static final Logger LOG = LoggerFactory.getLogger(RecurringTasks.class);

    private final Recurring recurring;
    private final RunQueue queue;
    private final Node node;

    RecurringTasks(Recurring recurring, RunQueue queue, Node node) {
        this.recurring = recurring;
        this.queue = queue;
        this.node = node;
    }

    /// The queue makes them itself when the worker starts.
    @Scheduled(
            initialDelayString = "${runtruth.queue.keep-recurring-every}",
            fixedDelayString = "${runtruth.queue.keep-recurring-every}")
    void keep() {
        if (node.role().takesJobs()) {
            Workload.asJob(() -> recurring.tasks().forEach(this::keep));
        }
    }

    private void keep(RecurringTask<Void> task) {
        try {
            if (queue.keepRecurring(task.getName(), RecurringTask.INSTANCE)) {
                LOG.info("the queue had no entry for {}; it has one now", task.getName());
            }
        } catch (DataAccessException e) {
            LOG.debug("whether {} has its entry could not be seen", task.getName(), e);
        }
    }
}

package io.runtruth.operations.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.boot.config.startup.ContextReadyStart;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.OperationJob;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.queue.Node;
import io.runtruth.operations.reads.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// One db-scheduler task for each [OperationJob]. A `web` node has the same scheduler as client only: it is never
/// started, because a running scheduler that lacks a task's handler would in the end delete that task's entries.
@Configuration
public class QueueSetup {

    static final String RECONCILE = OperationLifecycleReconciler.RECURRING;

    public static TaskDescriptor<Void> descriptor(OperationType type) {
        return TaskDescriptor.of(type.code());
    }

    /// One task for each job, and the recurring pass of the reconciler, which the queue runs once per cluster.
    @Bean
    List<Task<?>> runTasks(
            List<OperationJob> jobs,
            JobWrapper wrapper,
            OperationLifecycleReconciler reconciler,
            @Value("${runtruth.reconciler.interval}") Duration interval) {
        Task<?> pass = Tasks.recurring(RECONCILE, FixedDelay.of(interval)).execute((_, _) -> reconciler.pass());
        return Stream.<Task<?>>concat(jobs.stream().map(job -> task(job, wrapper)), Stream.of(pass))
                .toList();
    }

    /// Entries name the process that holds them, not its host: two nodes of one host are two workers.
    @Bean
    DbSchedulerCustomizer queueNames(Node node) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(new SchedulerName.Fixed(node.name()));
            }
        };
    }

    @Bean
    Freshness.Thresholds thresholds(
            @Value("${db-scheduler.heartbeat-interval}") Duration heartbeat,
            @Value("${db-scheduler.missed-heartbeats-limit}") int missedBeats,
            @Value("${runtruth.queue.grace}") Duration grace) {
        return Freshness.Thresholds.of(grace, heartbeat, missedBeats);
    }

    private static Task<Void> task(OperationJob job, JobWrapper wrapper) {
        return Tasks.oneTime(descriptor(job.type()))
                .onFailure(wrapper::retryLater)
                .onDeadExecution(wrapper::revive)
                .execute((entry, _) -> wrapper.work(job, UUID.fromString(entry.getId())));
    }

    @Bean
    DbSchedulerStarter workerStart(Scheduler scheduler, ChangeFeed feed, Node node) {
        if (!node.role().takesJobs()) {
            return () -> {};
        }
        feed.subscribe(change -> change.kind() == Change.Kind.RUN, _ -> scheduler.triggerCheckForDueExecutions());
        return new ContextReadyStart(scheduler);
    }
}

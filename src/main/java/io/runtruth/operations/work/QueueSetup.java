package io.runtruth.operations.work;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.boot.config.startup.ContextReadyStart;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.OperationJob;
import io.runtruth.operations.keeping.RunKeeper;
import io.runtruth.operations.proof.OperationLifecycleReconciler;
import io.runtruth.operations.queue.HeartbeatRule;
import io.runtruth.operations.queue.Node;
import io.runtruth.operations.queue.NodeSession;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.queue.QueueEntry;
import io.runtruth.operations.queue.RunQueue;
import io.runtruth.operations.reads.Freshness;
import io.runtruth.shared.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// One db-scheduler task for each [OperationJob], and the recurring ones. The scheduler of a `web` node is never
/// started: a running scheduler that lacks a task's handler would in the end delete that task's entries.
@Configuration
class QueueSetup {

    /// The regular pass over all active runs, once per cluster; and between two passes a look for runs that the
    /// queue has lost, which is cheap, so it can be often; and what removes runs that are kept no longer.
    @Bean
    Recurring recurring(
            OperationLifecycleReconciler reconciler,
            RunKeeper keeper,
            @Value("${runtruth.reconciler.interval}") Duration pass,
            @Value("${runtruth.queue.find-lost-every}") Duration look) {
        return new Recurring(List.of(
                Tasks.recurring(OperationLifecycleReconciler.RECURRING, FixedDelay.of(pass))
                        .execute((_, _) -> Workload.asJob(reconciler::pass)),
                Tasks.recurring("operations.find_lost", FixedDelay.of(look))
                        .execute((_, _) -> Workload.asJob(reconciler::settleForgotten)),
                Tasks.recurring(RunKeeper.RECURRING, FixedDelay.ofHours(1))
                        .execute((_, _) -> Workload.asJob(keeper::pass))));
    }

    /// Once per cluster each, again and again.
    record Recurring(List<RecurringTask<Void>> tasks) {}

    @Bean
    List<Task<?>> runTasks(
            List<OperationJob> jobs, JobWrapper wrapper, Recurring recurring, RunQueue queue, Node node) {
        return Stream.<Task<?>>concat(
                        jobs.stream().map(job -> task(job, wrapper, queue, node)), recurring.tasks().stream())
                .toList();
    }

    private static Task<Void> task(OperationJob job, JobWrapper wrapper, RunQueue queue, Node node) {
        return Tasks.oneTime(job.type().code())
                .onFailure(wrapper::retryLater)
                .onDeadExecution(wrapper::revive)
                .execute((entry, context) -> Workload.asJob(() ->
                        wrapper.work(job, UUID.fromString(entry.getId()), hold(context.getExecution(), queue, node))));
    }

    /// A node that had to begin again asks for each entry that it picked before whether it is still its own.
    private static BooleanSupplier hold(Execution picked, RunQueue queue, Node node) {
        var pickedAs = node.name();
        var entry = new QueueEntry(picked.getTaskName(), UUID.fromString(picked.getId()));
        return () -> pickedAs.equals(node.name()) || queue.isHeld(entry, picked.version);
    }

    /// Entries name the process that holds them, not its host: two nodes of one host are two workers.
    ///
    /// @param session gone after the scheduler, which ends its jobs first
    @Bean
    DbSchedulerCustomizer queueParts(Node node, QueueConnections connections, NodeSession session) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(node::name);
            }

            @Override
            public Optional<DataSource> dataSource() {
                return Optional.of(connections.source());
            }

            // told, so that the database need not be asked which one it is.
            @Override
            public Optional<JdbcCustomization> jdbcCustomization() {
                return Optional.of(new PostgreSqlJdbcCustomization(false, true));
            }
        };
    }

    @Bean
    Clock schedulerClock(QueueClock clock) {
        return clock::now;
    }

    @Bean
    Freshness.Thresholds thresholds(@Value("${runtruth.queue.grace}") Duration grace, HeartbeatRule heartbeats) {
        return Freshness.Thresholds.of(grace, heartbeats);
    }

    /// A worker looks for due entries as soon as it hears of a run, from whichever node, and when a dead node's
    /// entries wait again; the queue's own interval only heals what was missed.
    @Bean
    DbSchedulerStarter workerStart(Scheduler scheduler, ChangeFeed feed, NodeSession session, Node node) {
        if (!node.role().takesJobs()) {
            return () -> {};
        }
        feed.subscribe(change -> change.kind() == Change.Kind.RUN, _ -> scheduler.triggerCheckForDueExecutions());
        session.whenTaken(scheduler::triggerCheckForDueExecutions);
        return new ContextReadyStart(scheduler);
    }
}

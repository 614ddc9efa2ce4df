package io.runtruth.operations.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.boot.config.startup.ContextReadyStart;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.OperationJob;
import io.runtruth.operations.OperationType;
import io.runtruth.shared.RuntruthProperties;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// One db-scheduler task for each [OperationJob]. A `web` node has the same scheduler as client only: it is never
/// started, because a running scheduler that lacks a task's handler would in the end delete that task's entries.
@Configuration
class QueueSetup {

    static TaskDescriptor<Void> descriptor(OperationType type) {
        return TaskDescriptor.of(type.code());
    }

    @Bean
    List<Task<?>> runTasks(List<OperationJob> jobs, JobWrapper wrapper) {
        return jobs.stream().<Task<?>>map(job -> task(job, wrapper)).toList();
    }

    private static Task<Void> task(OperationJob job, JobWrapper wrapper) {
        return Tasks.oneTime(descriptor(job.type()))
                .onFailure(wrapper::retryLater)
                .onDeadExecution(wrapper::revive)
                .execute((entry, _) -> wrapper.work(job, java.util.UUID.fromString(entry.getId())));
    }

    @Bean
    DbSchedulerStarter workerStart(Scheduler scheduler, ChangeFeed feed, RuntruthProperties properties) {
        if (!properties.role().takesJobs()) {
            return () -> {};
        }
        feed.subscribe(change -> change.kind() == Change.Kind.RUN, _ -> scheduler.triggerCheckForDueExecutions());
        return new ContextReadyStart(scheduler);
    }
}

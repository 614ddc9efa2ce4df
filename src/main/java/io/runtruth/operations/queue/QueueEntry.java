package io.runtruth.operations.queue;

import java.util.UUID;

/// What names an entry: the task that works it, and the run that it is for.
///
/// @param task code of the run's type
public record QueueEntry(String task, UUID runId) {

    /// Makes the entries that `%s` selects: task, instance, and when they are due. For the statement that makes the
    /// runs as well, so that neither is there without the other (I5).
    public static final String MAKE = """
            insert into scheduled_tasks
                (task_name, task_instance, execution_time, picked, consecutive_failures, version)
            select task_name, task_instance, due_at, false, 0, 1
            from (%s) as made (task_name, task_instance, due_at)
            """;
}

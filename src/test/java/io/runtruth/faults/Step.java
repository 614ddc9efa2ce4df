package io.runtruth.faults;

/// Where a worker can be made to stand still, in the order in which it comes by. The database stops it, by a
/// trigger that asks for an advisory lock which the test holds; the product knows nothing of it.
enum Step {
    /// Picked from the queue, not yet marked as running.
    MARKING("before update on operation_run", "when (new.attempt > old.attempt and new.status = 'running')", "id"),
    /// The first section is composed; its progress is being written, in the middle of a transaction.
    REPORTING("before insert or update on run_progress", "when (new.step = 'executive_summary')", "run_id"),
    /// Half of the sections are composed; their progress is being committed.
    COMPOSING("after insert or update on run_progress", "when (new.step = 'top_risks')", "run_id"),
    /// All is composed and the last progress is being committed; nothing is stored.
    COMPOSED("after insert or update on run_progress", "when (new.done = new.total)", "run_id"),
    /// Review, run and event are written, and their commit was asked for.
    STORED("after update on environment_review", "when (new.status = 'ready' and old.status = 'draft')", "run_id"),
    /// All is committed; the queue's entry is about to be removed.
    COMPLETED("before delete on scheduled_tasks", "", "task_instance");

    private final String event;
    private final String condition;
    private final String runColumn;

    Step(String event, String condition, String runColumn) {
        this.event = event;
        this.condition = condition;
        this.runColumn = runColumn;
    }

    /// What follows a change stops at the commit, so that nothing is held once that is let through.
    String trigger() {
        var atCommit = event.startsWith("after");
        return "create %s trigger faults_%s %s %s for each row %s execute function faults_stand_still('%d', '%s')"
                .formatted(
                        atCommit ? "constraint" : "",
                        name().toLowerCase(java.util.Locale.ROOT),
                        event,
                        atCommit ? "deferrable initially deferred" : "",
                        condition,
                        ordinal(),
                        runColumn);
    }
}

package io.runtruth.operations.queue;

import java.util.UUID;

/// What names an entry: the task that works it, and the run that it is for.
///
/// @param task code of the run's type
public record QueueEntry(String task, UUID runId) {}

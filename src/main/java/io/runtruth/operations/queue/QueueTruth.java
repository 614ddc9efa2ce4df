package io.runtruth.operations.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the queue's own records say about one run.
public sealed interface QueueTruth {

    /// The records could not be read, or contradict themselves: nothing automatic follows from it.
    record Unreadable() implements QueueTruth {}

    record NoEntry() implements QueueTruth {}

    /// @param dueAt when it may be picked up
    /// @param ahead due entries in front of it, 0 to 1,000 (1,000 means that many or more); null when not due
    /// @param workers whether any node is there that takes jobs
    record Waiting(Instant dueAt, int failures, @Nullable Integer ahead, boolean workers) implements QueueTruth {}

    /// @param lastHeartbeat when the worker last said that it lives
    record Picked(Instant lastHeartbeat) implements QueueTruth {}
}

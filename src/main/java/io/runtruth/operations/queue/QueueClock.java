package io.runtruth.operations.queue;

import java.time.Instant;

/// The time by which the queue decides, and everything that is said about it: the database's, the same on every
/// node (contract 4). A node's own clock decides nothing.
@FunctionalInterface
public interface QueueClock {

    Instant now();
}

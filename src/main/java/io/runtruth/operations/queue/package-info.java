/// The queue: one db-scheduler task per operation type, and what its records say.
@org.jspecify.annotations.NullMarked
package io.runtruth.operations.queue;

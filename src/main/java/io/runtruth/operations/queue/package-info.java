/// The queue's entries, and the nodes that work them. Knows types by their code and runs by their id, and nothing
/// else about either (contract 4).
@org.springframework.modulith.NamedInterface("queue")
@org.jspecify.annotations.NullMarked
package io.runtruth.operations.queue;

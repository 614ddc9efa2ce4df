/// Runs as screens and the API read them, with what the queue says of each; changes nothing.
@org.springframework.modulith.NamedInterface("reads")
@org.jspecify.annotations.NullMarked
package io.runtruth.operations.reads;

/// One process: what it is told at its start, what it makes of that, and what it says when it is ready.
@org.springframework.modulith.ApplicationModule
@org.jspecify.annotations.NullMarked
package io.runtruth.node;

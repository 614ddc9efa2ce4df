/// How a queue entry is worked: one task for each operation type, and the recurring pass.
@org.jspecify.annotations.NullMarked
package io.runtruth.operations.work;

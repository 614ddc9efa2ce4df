/// How a start of the plain jar takes what an earlier one has learned.
@org.jspecify.annotations.NullMarked
package io.runtruth.node.quick;

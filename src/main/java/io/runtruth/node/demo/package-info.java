/// The demo: whether this node offers it, and what is in it.
@org.jspecify.annotations.NullMarked
package io.runtruth.node.demo;

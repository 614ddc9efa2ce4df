/// The PostgreSQL that a node brings along, in its data folder.
@org.jspecify.annotations.NullMarked
package io.runtruth.node.embedded;

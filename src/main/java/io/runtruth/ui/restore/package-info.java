/// An environment's configuration: where it is, its snapshots, and putting one back (contract 7, 9).
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.restore;

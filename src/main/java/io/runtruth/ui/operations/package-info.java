/// Runs: the live list of them, and one with its timeline (contract 9).
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.operations;

/// The fleet: one control over all environments, and the controls that fail most (contract 9).
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.controls;

/// The environments, and the evidence of one of them.
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.environments;

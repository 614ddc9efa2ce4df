/// Runtruth: every run ends, every ending is proven.
@org.jspecify.annotations.NullMarked
package io.runtruth;

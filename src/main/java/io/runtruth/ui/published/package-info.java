/// What is published, for the customers of a workspace (contract 9).
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.published;

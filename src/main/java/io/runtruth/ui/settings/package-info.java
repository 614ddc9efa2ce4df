/// The settings of a workspace, a page for each noun (contract 8, contract 9).
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.settings;

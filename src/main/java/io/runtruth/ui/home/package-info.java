/// Where a person arrives: their workspaces, and the home of each.
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.home;

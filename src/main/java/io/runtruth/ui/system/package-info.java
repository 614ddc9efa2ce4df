/// What a system operator sees across workspaces: the machinery, and the runs that do not get on (contract 9).
@org.jspecify.annotations.NullMarked
package io.runtruth.ui.system;

package io.runtruth.restore;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a node is set to for configuration and its restoring.
///
/// @param root below which all targets lie, each workspace's in a folder of its slug; null: there are none
/// @param spool a folder of this node alone, made when it is first needed
public record RestoreSettings(@Nullable Path root, Path spool) {}

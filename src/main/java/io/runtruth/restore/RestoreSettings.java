package io.runtruth.restore;

import io.runtruth.shared.SealingKey;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a node is set to for configuration and its restoring.
///
/// @param root below which all folders lie that are targets, each workspace's in one of its slug; null: there
///     are none
/// @param spool a folder of this node alone, made when it is first needed
/// @param privateAllowed targets over HTTP may be in private networks, and need no TLS
/// @param key seals the tokens of targets over HTTP; without one there are none
public record RestoreSettings(@Nullable Path root, Path spool, boolean privateAllowed, Optional<SealingKey> key) {}

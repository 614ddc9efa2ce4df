package io.runtruth.environments;

import java.time.Instant;
import java.util.UUID;

/// An identity that an environment is known by.
///
/// @param id of the binding, for [EnvironmentService#unbindTarget]
/// @param knownSince when a file made it known, or a person confirmed it
public record KnownTarget(UUID id, TargetIdentity identity, Instant knownSince) {}

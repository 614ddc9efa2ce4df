package io.runtruth.access;

import io.runtruth.shared.SealingKey;
import java.util.Optional;

/// Seals what a browser carries through a sign-in at an identity provider and brings back, perhaps to another node.
///
/// @param key the same on every node; without one nobody signs in through a provider
public record SignInKey(Optional<SealingKey> key) {}

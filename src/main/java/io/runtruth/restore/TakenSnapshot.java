package io.runtruth.restore;

/// What taking a snapshot came to.
///
/// @param alreadyKnown the environment had one of this content; no other was added
public record TakenSnapshot(ConfigurationSnapshot snapshot, boolean alreadyKnown) {}

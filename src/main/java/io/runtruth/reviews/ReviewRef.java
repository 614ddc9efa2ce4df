package io.runtruth.reviews;

import io.runtruth.shared.Scope;
import java.util.UUID;

/// One review of an environment.
public record ReviewRef(Scope scope, UUID id) {}

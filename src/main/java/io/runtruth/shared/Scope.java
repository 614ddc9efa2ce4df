package io.runtruth.shared;

import java.util.Objects;
import java.util.UUID;

/// A workspace and one of its environments, always together, so that two bare ids never stand side by side.
public record Scope(UUID workspaceId, UUID environmentId) {

    public Scope {
        Objects.requireNonNull(workspaceId);
        Objects.requireNonNull(environmentId);
    }
}

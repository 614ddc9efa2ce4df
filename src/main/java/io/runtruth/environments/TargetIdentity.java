package io.runtruth.environments;

import org.jspecify.annotations.Nullable;

/// What an assessment tool calls the system it looked at: a tenant id, an account id.
///
/// @param id compared without regard to case
/// @param name as the tool gives it, if it does
public record TargetIdentity(String id, @Nullable String name) {

    public boolean sameAs(TargetIdentity other) {
        return id.equalsIgnoreCase(other.id);
    }
}

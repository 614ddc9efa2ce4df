package io.runtruth.operations.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which release a node runs.
///
/// @param version 1 to 100 characters
/// @param builtAt null where it was not made by the build, as in development
public record NodeBuild(String version, @Nullable Instant builtAt) {

    /// What was not made by the build.
    public static final NodeBuild DEVELOPMENT = new NodeBuild("development", null);
}

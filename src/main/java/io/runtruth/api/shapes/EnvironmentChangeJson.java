package io.runtruth.api.shapes;

import org.jspecify.annotations.Nullable;

/// What is left out stays as it is.
///
/// @param name 1 to 200 characters
/// @param archived `true`: nothing is started for it any more; `false`: back into use
/// @param version as it was read; left out: whatever it is now
@SnakeCase
public record EnvironmentChangeJson(
        @Nullable String name,
        @Nullable Boolean archived,
        @Nullable Long version) {}

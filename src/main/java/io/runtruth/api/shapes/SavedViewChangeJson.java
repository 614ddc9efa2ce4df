package io.runtruth.api.shapes;

import org.jspecify.annotations.Nullable;

/// Another name of a view.
///
/// @param was the name as it was read; left out: whatever it is now
@SnakeCase
public record SavedViewChangeJson(
        @Nullable String name, @Nullable String was) {}

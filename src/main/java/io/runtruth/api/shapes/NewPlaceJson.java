package io.runtruth.api.shapes;

import org.jspecify.annotations.Nullable;

/// A workspace or an environment to be made.
///
/// @param slug 1 to 63 lower-case letters, digits and inner hyphens; it never changes
/// @param name 1 to 200 characters
@SnakeCase
public record NewPlaceJson(@Nullable String slug, @Nullable String name) {}

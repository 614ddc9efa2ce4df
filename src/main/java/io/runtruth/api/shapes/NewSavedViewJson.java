package io.runtruth.api.shapes;

import org.jspecify.annotations.Nullable;

/// A view that is to be kept; its parts as in [SavedViewJson].
///
/// @param shared left out: the caller's own
@SnakeCase
public record NewSavedViewJson(
        @Nullable String name,
        @Nullable String filter,
        @Nullable String environment,
        @Nullable Boolean shared) {}

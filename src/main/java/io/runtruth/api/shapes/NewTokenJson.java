package io.runtruth.api.shapes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token to be made.
///
/// @param name 1 to 200 characters, for its person
/// @param workspace slug; left out: across workspaces, for a system operator
/// @param capabilities of contract 8, at least one for a workspace
/// @param environments slugs; left out or null: all that its person sees, also later
/// @param expiresAt later than now, by 366 days at most; left out: in 90 days
@SnakeCase
public record NewTokenJson(
        @Nullable String name,
        @Nullable String workspace,
        @Nullable List<String> capabilities,
        @Nullable List<String> environments,
        @Nullable Instant expiresAt) {}

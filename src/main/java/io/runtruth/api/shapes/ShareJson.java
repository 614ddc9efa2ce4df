package io.runtruth.api.shapes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody is to have of a workspace, whole: what is left out is not kept.
///
/// @param role `owner`, `reviewer`, `operator`, `auditor` or `customer`
/// @param environments slugs; left out or null: all, also later ones; an owner has all
/// @param expiresAt of an invitation: later than now, by 30 days at most; left out: in 7 days
/// @param version of a member as it was read; left out: whatever it is now
@SnakeCase
public record ShareJson(
        @Nullable String role,
        @Nullable List<String> environments,
        @Nullable Instant expiresAt,
        @Nullable Long version) {}

package io.runtruth.api.shapes;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody is invited to.
///
/// @param role `owner`, `reviewer`, `operator`, `auditor` or `customer`
/// @param environments slugs; left out or null: all, also later ones; an owner has all
/// @param expiresAt later than now, by 30 days at most; left out: in 7 days
/// @param email where the link is sent as well; left out: nowhere
@SnakeCase
public record NewInvitationJson(
        @Nullable String role,
        @Nullable List<String> environments,
        @Nullable Instant expiresAt,
        @Nullable String email) {}

package io.runtruth.api.shapes;

import org.jspecify.annotations.Nullable;

/// @param email where the link is sent as well: the account's confirmed address or, where it has none, its username,
///     where that is an address; left out: nowhere
@SnakeCase
public record NewResetLinkJson(@Nullable String email) {}

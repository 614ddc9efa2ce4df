package io.runtruth.api.shapes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What to do about the question of a run.
///
/// @param action `take`, `release`, `snooze`, `hand_over`, `note` or `close`
/// @param until for `snooze`: later than now, by 90 days at most
/// @param note for `note` and `close`: 1 to 2,000 characters
/// @param to for `hand_over`: the account of a member who may manage operations there, the caller's own included
@SnakeCase
public record AttentionActionJson(
        @Nullable String action,
        @Nullable Instant until,
        @Nullable String note,
        @Nullable UUID to) {}

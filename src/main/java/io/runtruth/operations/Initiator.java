package io.runtruth.operations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who started a run and when.
///
/// @param kind `user` or `system`
public record Initiator(String kind, @Nullable UUID accountId, String name, Instant at) {}

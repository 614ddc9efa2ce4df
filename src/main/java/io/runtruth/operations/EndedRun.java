package io.runtruth.operations;

import org.jspecify.annotations.Nullable;

/// @param run as it was before it ended
/// @param reasonCode why it ended so; null where the outcome says it all
public record EndedRun(
        OperationRun run, RunOutcome outcome, @Nullable String reasonCode) {}

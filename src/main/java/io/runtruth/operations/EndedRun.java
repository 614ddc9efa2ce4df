package io.runtruth.operations;

/// @param run as it was before it ended
public record EndedRun(OperationRun run, RunOutcome outcome) {}

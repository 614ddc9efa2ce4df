package io.runtruth.operations;

import io.runtruth.shared.Scope;

/// @param identity two active runs of one workspace and type never share it (I2)
/// @param via how the start was asked for
public record NewRun(OperationType type, Scope scope, String identity, RunSubject subject, Via via) {}

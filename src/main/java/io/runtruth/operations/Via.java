package io.runtruth.operations;

import io.runtruth.shared.Coded;

/// The way by which something was asked for.
public enum Via implements Coded {
    CONSOLE,
    API;
}

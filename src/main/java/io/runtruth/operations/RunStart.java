package io.runtruth.operations;

/// What starting a run came to.
public sealed interface RunStart {

    OperationRun run();

    record Started(OperationRun run) implements RunStart {}

    /// Another run of this identity is queued or running (I2).
    record AlreadyActive(OperationRun run) implements RunStart {}
}

package io.runtruth.operations;

/// What starting a run came to.
public sealed interface RunStart {

    record Started(OperationRun run) implements RunStart {}

    /// Another run of this identity is queued or running (I2).
    record AlreadyActive(OperationRun run) implements RunStart {}

    /// A run of this identity was in the way and has ended meanwhile: the caller looks at the truth anew.
    record GoneAgain() implements RunStart {}
}

package io.runtruth.operations;

/// What asking for a transition came to. An expected race is an answer, not an exception.
public sealed interface RunTransition {

    /// The run as it is now.
    OperationRun run();

    record Applied(OperationRun run) implements RunTransition {}

    /// The run had ended before; nothing was changed.
    record AlreadyTerminal(OperationRun run) implements RunTransition {}

    /// The run is active, but another pick-up holds it: the caller is a worker of an older attempt and must stop.
    record LeaseLost(OperationRun run) implements RunTransition {}
}

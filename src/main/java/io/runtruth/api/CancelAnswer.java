package io.runtruth.api;

import io.runtruth.operations.OperationRun;
import java.util.UUID;

/// What asking a run to stop came to.
///
/// @param result `cancelled`, or `stop_requested` where a worker has it: it stops at its next step
@SnakeCase
record CancelAnswer(String result, RunState run) {

    static CancelAnswer cancelled(OperationRun run) {
        return new CancelAnswer("cancelled", RunState.of(run));
    }

    static CancelAnswer stopRequested(OperationRun run) {
        return new CancelAnswer("stop_requested", RunState.of(run));
    }

    /// The run as it is now.
    @SnakeCase
    record RunState(UUID id, String status, String outcome) {

        static RunState of(OperationRun run) {
            return new RunState(run.id(), run.status().code(), run.outcome().code());
        }
    }
}

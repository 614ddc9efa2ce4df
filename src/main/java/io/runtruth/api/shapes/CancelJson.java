package io.runtruth.api.shapes;

import io.runtruth.operations.OperationRun;
import java.util.UUID;

/// What asking a run to stop came to.
///
/// @param result `cancelled`, or `stop_requested` where a worker has it: it stops at its next step
@SnakeCase
public record CancelJson(String result, RunState run) {

    public static CancelJson cancelled(OperationRun run) {
        return new CancelJson("cancelled", RunState.of(run));
    }

    public static CancelJson stopRequested(OperationRun run) {
        return new CancelJson("stop_requested", RunState.of(run));
    }

    /// The run as it is now.
    @SnakeCase
    public record RunState(UUID id, String status, String outcome) {

        public static RunState of(OperationRun run) {
            return new RunState(run.id(), run.status().code(), run.outcome().code());
        }
    }
}

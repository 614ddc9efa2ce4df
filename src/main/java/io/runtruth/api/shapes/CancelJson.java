package io.runtruth.api.shapes;

import io.runtruth.operations.OperationRun;
import java.util.UUID;

/// What asking a run to stop came to.
///
/// @param result `cancelled`, or `stop_requested` where a worker has it: it stops at its next step
@SnakeCase
public record CancelJson(String result, RunStateJson run) {

    public static CancelJson cancelled(OperationRun run) {
        return new CancelJson("cancelled", RunStateJson.of(run));
    }

    public static CancelJson stopRequested(OperationRun run) {
        return new CancelJson("stop_requested", RunStateJson.of(run));
    }

    /// The run as it is now.
    @SnakeCase
    public record RunStateJson(UUID id, String status, String outcome) {

        public static RunStateJson of(OperationRun run) {
            return new RunStateJson(run.id(), run.status().code(), run.outcome().code());
        }
    }
}

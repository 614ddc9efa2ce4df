package io.runtruth.api.shapes;

import io.runtruth.restore.RestoreStart.AlreadyStarted;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import java.util.UUID;

/// What starting a restore came to.
///
/// @param result `dispatched`, or `reused_active_run` where it had been started before
@SnakeCase
public record RestoreStartJson(String result, StartedRunJson run, StartedRestoreJson restore) {

    public static RestoreStartJson of(RestoreDispatched started) {
        return new RestoreStartJson(
                "dispatched", new StartedRunJson(started.runId()), new StartedRestoreJson(started.restoreId()));
    }

    public static RestoreStartJson of(AlreadyStarted started) {
        return new RestoreStartJson(
                "reused_active_run", new StartedRunJson(started.runId()), new StartedRestoreJson(started.restoreId()));
    }

    @SnakeCase
    public record StartedRunJson(UUID id) {}

    @SnakeCase
    public record StartedRestoreJson(UUID id) {}
}

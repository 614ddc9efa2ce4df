package io.runtruth.api;

import io.runtruth.api.shapes.RestoreStartJson;
import io.runtruth.api.shapes.StartJson;
import io.runtruth.restore.RestoreStart;
import io.runtruth.restore.RestoreStart.AlreadyStarted;
import io.runtruth.restore.RestoreStart.OtherActive;
import io.runtruth.restore.RestoreStart.RestoreDispatched;
import io.runtruth.restore.RestoreStart.RestoreRefused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// What starting a restore came to, with its status (contract 11).
final class RestoreStartResponse {

    private RestoreStartResponse() {}

    /// @throws Refusal where nothing was started: it is told as a problem
    static ResponseEntity<RestoreStartJson> of(RestoreStart result) {
        return switch (result) {
            case RestoreDispatched started -> ResponseEntity.accepted().body(RestoreStartJson.of(started));
            case AlreadyStarted started -> ResponseEntity.accepted().body(RestoreStartJson.of(started));
            case OtherActive other ->
                throw new Refusal("restore.other_active", refused(other.runId(), "restore.other_active"));
            case RestoreRefused refused ->
                throw new Refusal(
                        refused.reason().code(), refused(null, refused.reason().code()));
        };
    }

    /// Of a restore that is tried again, in the shape of every run's.
    ///
    /// @throws Refusal as [#of]
    static ResponseEntity<StartJson> again(RestoreStart result) {
        var started = Objects.requireNonNull(of(result).getBody());
        return ResponseEntity.accepted()
                .body(StartJson.ofRestore(started.result(), started.run().id()));
    }

    private static Map<String, @Nullable Object> refused(@Nullable UUID run, String reason) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("result", "refused");
        members.put("run", run == null ? null : Map.of("id", run));
        members.put("reason", reason);
        return members;
    }
}

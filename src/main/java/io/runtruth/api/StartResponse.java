package io.runtruth.api;

import io.runtruth.api.shapes.StartJson;
import io.runtruth.reviews.StartResult;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// What starting a composition came to, with its status (contract 11).
final class StartResponse {

    private StartResponse() {}

    /// @throws Refusal where nothing was started: it is told as a problem
    static ResponseEntity<StartJson> of(StartResult result) {
        return switch (result) {
            case Dispatched started -> ResponseEntity.accepted().body(StartJson.of(started));
            case ReusedActiveRun joined -> ResponseEntity.accepted().body(StartJson.of(joined));
            case AlreadyAvailable available -> ResponseEntity.ok(StartJson.of(available));
            case Refused refused -> throw refusal(refused);
        };
    }

    private static Refusal refusal(Refused refused) {
        var code = refused.reason().code();
        var members = refused(code);
        return refused.ageDays() == null ? new Refusal(code, members) : new Refusal(code, members, refused.ageDays());
    }

    /// The parts of every answer to a start, of which a refusal has but the reason.
    private static Map<String, @Nullable Object> refused(String reason) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("result", "refused");
        members.put("run", null);
        members.put("review", null);
        members.put("joined", null);
        members.put("reason", reason);
        return members;
    }
}

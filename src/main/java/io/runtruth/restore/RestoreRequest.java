package io.runtruth.restore;

import io.runtruth.operations.Via;
import io.runtruth.shared.Problem;
import org.jspecify.annotations.Nullable;

/// How something of a restore was asked for.
///
/// @param requestId the caller's own id of this request, 1 to 200 characters: sent again, it gets the same answer
///     (I14); null where the caller sent none
public record RestoreRequest(Via via, @Nullable String requestId) {

    private static final int MOST = 200;

    public RestoreRequest {
        if (requestId != null && (requestId.isBlank() || requestId.length() > MOST)) {
            throw new Problem.InvalidInput("request_id.invalid", MOST);
        }
    }
}

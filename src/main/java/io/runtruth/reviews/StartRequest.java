package io.runtruth.reviews;

import io.runtruth.operations.Via;
import io.runtruth.shared.Problem;
import org.jspecify.annotations.Nullable;

/// How a start was asked for.
///
/// @param requestId the caller's own id of this request, 1 to 200 characters, one for each click: sent again, it
///     gets the same answer (I14); null where the caller sent none
public record StartRequest(Via via, @Nullable String requestId) {

    private static final int MOST = 200;

    public StartRequest {
        if (requestId != null && (requestId.isBlank() || requestId.length() > MOST)) {
            throw new Problem.InvalidInput("request_id.invalid", MOST);
        }
    }
}

package io.runtruth.portal;

import io.runtruth.shared.Problem;

/// @param finding place in the document's findings, from 0
/// @param text 1 to 2,000 characters
/// @param requestId the caller's own id of this request, 1 to 200 characters (I14)
public record NewQuestion(int finding, String text, String requestId) {

    private static final int MOST = 200;

    public NewQuestion {
        if (requestId.isBlank() || requestId.length() > MOST) {
            throw new Problem.InvalidInput("request_id.invalid", MOST);
        }
    }
}

package io.runtruth.portal;

import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;

/// Whether a share link opens anything.
public enum ShareLinkState implements Coded {
    OPEN,
    EXPIRED,
    REVOKED,
    /// The review is no longer published, or nobody may use the workspace.
    WITHDRAWN;

    /// What its reader is told.
    ///
    /// @throws IllegalStateException where it is open
    public Problem.NotFound refusal() {
        return switch (this) {
            case OPEN -> throw new IllegalStateException(code());
            case EXPIRED -> new Problem.NotFound("share.expired");
            case REVOKED -> new Problem.NotFound("share.revoked");
            case WITHDRAWN -> new Problem.NotFound("share.withdrawn");
        };
    }
}

package io.runtruth.portal;

import io.runtruth.shared.Coded;

/// Whether a share link opens anything.
public enum ShareLinkState implements Coded {
    OPEN,
    EXPIRED,
    REVOKED,
    /// The review is no longer published, or nobody may use the workspace.
    WITHDRAWN
}

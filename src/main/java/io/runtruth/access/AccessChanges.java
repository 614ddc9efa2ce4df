package io.runtruth.access;

import io.runtruth.live.Change;
import io.runtruth.live.ChangeFeed;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells open pages, in the caller's transaction, that what somebody may do has changed: they look again, and close
/// where it is less.
@Component
class AccessChanges {

    private final ChangeFeed feed;

    AccessChanges(ChangeFeed feed) {
        this.feed = feed;
    }

    void inWorkspace(UUID workspaceId, UUID accountId) {
        feed.publish(new Change(Change.Kind.ACCESS, workspaceId, null, accountId));
    }

    /// What all its members may.
    void ofWorkspace(UUID workspaceId) {
        feed.publish(new Change(Change.Kind.ACCESS, workspaceId, null, workspaceId));
    }

    void everywhere(UUID accountId) {
        feed.publish(new Change(Change.Kind.ACCESS, Change.NO_WORKSPACE, null, accountId));
    }
}

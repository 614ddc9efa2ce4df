package io.runtruth.packs.letterhead;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// What stands at the head of documents, for everybody who reads some of the workspace.
@Service
public class LetterheadQueries {

    private final Access access;
    private final LetterheadRepository letterheads;

    LetterheadQueries(Access access, LetterheadRepository letterheads) {
        this.access = access;
        this.letterheads = letterheads;
    }

    /// The workspace's now.
    public Letterhead current(Actor actor, UUID workspaceId) {
        access.require(actor, workspaceId, Capability.PUBLISHED_REVIEW_VIEW);
        return letterheads.current(workspaceId).orElse(Letterhead.NONE);
    }

    /// Of a review that is published: the one that it keeps. Whoever asks has seen that the actor sees the review.
    ///
    /// @param isPublished whether it is, or was
    public Letterhead of(Actor actor, UUID workspaceId, UUID reviewId, boolean isPublished) {
        return isPublished
                ? letterheads.kept(workspaceId, reviewId).orElse(Letterhead.NONE)
                : current(actor, workspaceId);
    }
}

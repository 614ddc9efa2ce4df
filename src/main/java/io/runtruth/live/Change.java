package io.runtruth.live;

import io.runtruth.shared.Scope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says that something changed, never what it now is: whoever may see it reads it again as its own actor (I12).
///
/// @param environmentId null for what belongs to no environment
/// @param id the changed run, review, snapshot or environment
public record Change(Kind kind, UUID workspaceId, @Nullable UUID environmentId, UUID id) {

    public Change(Kind kind, Scope scope, UUID id) {
        this(kind, scope.workspaceId(), scope.environmentId(), id);
    }

    public enum Kind {
        RUN,
        REVIEW,
        EVIDENCE,
        ENVIRONMENT
    }
}

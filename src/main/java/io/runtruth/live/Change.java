package io.runtruth.live;

import io.runtruth.shared.Scope;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says that something changed, never what it now is: whoever may see it reads it again as its own actor (I12).
///
/// @param environmentId null for what belongs to no environment
/// @param id the changed run, review, snapshot, restore or environment, the account whose rights changed, or the
///     workspace whose members' did
/// @param ended the run ended, or what is to be told of its ending changed: what waits for endings need not wake
///     for each step of a run. May be true without an ending, never false with one
public record Change(Kind kind, UUID workspaceId, @Nullable UUID environmentId, UUID id, boolean ended) {

    /// The workspace of what belongs to none.
    public static final UUID NO_WORKSPACE = new UUID(0, 0);

    public Change(Kind kind, UUID workspaceId, @Nullable UUID environmentId, UUID id) {
        this(kind, workspaceId, environmentId, id, false);
    }

    public Change(Kind kind, Scope scope, UUID id) {
        this(kind, scope.workspaceId(), scope.environmentId(), id);
    }

    /// The same change, of a run that ended.
    public Change ofEnding() {
        return new Change(kind, workspaceId, environmentId, id, true);
    }

    public enum Kind {
        RUN,
        REVIEW,
        EVIDENCE,
        ENVIRONMENT,
        /// A snapshot of configuration, a target or a restore.
        CONFIGURATION,
        /// What a reader of a published review says, or is answered, and that it goes with the review: the id is
        /// the review's.
        READER,
        /// What somebody may do: the id is the account's, or the workspace's where it is all its members.
        ACCESS;

        /// Empty for a kind that only newer nodes know.
        static Optional<Kind> of(String stored) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equals(stored))
                    .findFirst();
        }
    }
}

package io.runtruth.access;

import io.runtruth.shared.Scope;
import java.util.Set;
import java.util.UUID;

/// Which part of a workspace an actor's role covers; goes into the `where` of every query.
///
/// @param all every environment, and what belongs to none
/// @param environments the named ones, when not all
public record Reach(UUID workspaceId, boolean all, Set<UUID> environments) {

    public Reach {
        environments = Set.copyOf(environments);
    }

    public boolean covers(Scope scope) {
        return workspaceId.equals(scope.workspaceId()) && (all || environments.contains(scope.environmentId()));
    }

    /// For `= any (:environments)` in SQL.
    public UUID[] environmentArray() {
        return environments.toArray(UUID[]::new);
    }
}

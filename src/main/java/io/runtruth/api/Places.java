package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Finds what an address names by slugs, for this actor: what they may not see is not found (I12).
@Component
class Places {

    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;

    Places(WorkspaceQueries workspaces, EnvironmentQueries environments) {
        this.workspaces = workspaces;
        this.environments = environments;
    }

    /// @throws Problem.NotFound also where there is one, but the actor is not its member
    UUID workspace(Actor actor, String slug) {
        return workspaces.bySlug(actor, slug).id();
    }

    /// @throws Problem.NotFound also for an environment outside the actor's list
    /// @throws Problem.Forbidden for a member who may see no environments
    Scope environment(Actor actor, String workspace, String slug) {
        return environments.bySlug(actor, workspace(actor, workspace), slug).scope();
    }
}

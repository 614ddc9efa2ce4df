package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Finds what an address names by slugs, for this actor: what they may not see is not found (I12).
@Component
class Places {

    private static final int MOST = 1_000;

    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final ReviewQueries reviews;

    Places(WorkspaceQueries workspaces, EnvironmentQueries environments, ReviewQueries reviews) {
        this.workspaces = workspaces;
        this.environments = environments;
        this.reviews = reviews;
    }

    /// @throws Problem.NotFound also where there is one, but the actor is not its member
    UUID workspace(Actor actor, String slug) {
        return workspaces.bySlug(actor, slug).id();
    }

    /// For inviting and renaming, which a system operator may without being a member.
    UUID workspaceToManage(Actor actor, String slug) {
        return workspaces.bySlugToManage(actor, slug);
    }

    /// The environments that a list of rights or of reviews is to be about.
    ///
    /// @throws Problem.NotFound where the actor knows of one of them no more than if there were none
    Set<UUID> environments(Actor actor, String workspace, List<String> slugs) {
        if (slugs.size() > MOST || slugs.stream().anyMatch(Objects::isNull)) {
            throw new Problem.InvalidInput("request.parameter", "environments");
        }
        var named = Set.copyOf(slugs);
        var known = reviews.environmentsNamed(actor, workspace(actor, workspace), named);
        if (known.size() < named.size()) {
            throw new Problem.NotFound("not_found");
        }
        return known;
    }

    /// @throws Problem.NotFound also for an environment outside the actor's list
    /// @throws Problem.Forbidden for a member who may see no environments
    Scope environment(Actor actor, String workspace, String slug) {
        return environments.bySlug(actor, workspace(actor, workspace), slug).scope();
    }
}

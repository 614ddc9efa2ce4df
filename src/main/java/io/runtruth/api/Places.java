package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /// @throws Problem.NotFound also for an environment outside the actor's list
    Set<UUID> environments(Actor actor, String workspace, List<String> slugs) {
        if (slugs.size() > MOST || slugs.contains(null)) {
            throw new Problem.InvalidInput("request.parameter", "environments");
        }
        var place = workspace(actor, workspace);
        return slugs.stream()
                .map(slug -> environments
                        .bySlugForReaders(actor, place, slug)
                        .scope()
                        .environmentId())
                .collect(Collectors.toSet());
    }

    /// @throws Problem.NotFound also for an environment outside the actor's list
    /// @throws Problem.Forbidden for a member who may see no environments
    Scope environment(Actor actor, String workspace, String slug) {
        return environments.bySlug(actor, workspace(actor, workspace), slug).scope();
    }

    /// The environment that a list of reviews is to be about. Whoever reads published reviews only knows it by
    /// these: one without any is not found, like one that there is not.
    ///
    /// @throws Problem.NotFound also for an environment outside the actor's list
    UUID environmentOfReviews(Actor actor, String workspace, String slug) {
        var place = workspaces.bySlug(actor, workspace);
        var environment =
                environments.bySlugForReaders(actor, place.id(), slug).scope().environmentId();
        if (!place.may(Capability.ENVIRONMENT_REVIEW_VIEW)
                && reviews.page(actor, place.id(), environment, null, 1).items().isEmpty()) {
            throw new Problem.NotFound("not_found");
        }
        return environment;
    }
}

package io.runtruth.environments;

import io.runtruth.access.Actor;
import io.runtruth.access.FirstEnvironments;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The environments of a set-up, by the same rules as all others.
@Component
class SetupEnvironments implements FirstEnvironments {

    private final EnvironmentService environments;

    SetupEnvironments(EnvironmentService environments) {
        this.environments = environments;
    }

    @Override
    public void create(Actor actor, UUID workspaceId, List<FirstEnvironment> asked) {
        asked.forEach(it ->
                environments.create(actor, workspaceId, new EnvironmentService.NewEnvironment(it.slug(), it.name())));
    }
}

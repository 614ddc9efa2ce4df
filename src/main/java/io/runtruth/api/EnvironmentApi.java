package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.EnvironmentDetailJson;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.shared.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
        path = "/api/v1/workspaces/{workspace}/environments/{environment}",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Environments", description = "One environment, and the targets that it is known by")
class EnvironmentApi {

    private final EnvironmentQueries environments;
    private final EnvironmentService service;
    private final Places places;

    EnvironmentApi(EnvironmentQueries environments, EnvironmentService service, Places places) {
        this.environments = environments;
        this.service = service;
        this.places = places;
    }

    @GetMapping
    @Operation(summary = "One environment, with the targets that it is known by")
    EnvironmentDetailJson environment(
            @Caller Actor.Person actor, @PathVariable String workspace, @PathVariable String environment) {
        return shown(actor, places.environment(actor, workspace, environment));
    }

    @DeleteMapping("/targets/{target}")
    @Operation(
            summary = "Let the environment no longer be known by a target",
            description = "Nothing is removed: what was imported of it stays readable, but is left out of what reviews "
                    + "are composed from, and the next file of it has to be confirmed. The answer is the environment as "
                    + "it is then.")
    EnvironmentDetailJson unbind(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID target) {
        var scope = places.environment(actor, workspace, environment);
        service.unbindTarget(actor, scope, target);
        return shown(actor, scope);
    }

    private EnvironmentDetailJson shown(Actor actor, Scope scope) {
        return EnvironmentDetailJson.of(environments.byId(actor, scope), environments.targets(actor, scope));
    }
}

package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.api.shapes.EnvironmentJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.WorkspaceJson;
import io.runtruth.environments.EnvironmentQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Workspaces", description = "What the caller may see")
class WorkspaceApi {

    private final WorkspaceQueries workspaces;
    private final EnvironmentQueries environments;
    private final Places places;

    WorkspaceApi(WorkspaceQueries workspaces, EnvironmentQueries environments, Places places) {
        this.workspaces = workspaces;
        this.environments = environments;
        this.places = places;
    }

    @GetMapping
    @Operation(summary = "The workspaces that the caller is a member of, by name; all of them, at most 200")
    PageJson<WorkspaceJson> workspaces(@Caller Actor.Person actor) {
        return PageJson.whole(workspaces.mine(actor), WorkspaceJson::of);
    }

    @GetMapping("/{workspace}/environments")
    @Operation(summary = "The environments that the caller may see, by name; all of them, at most 1,000")
    PageJson<EnvironmentJson> environments(@Caller Actor.Person actor, @PathVariable String workspace) {
        return PageJson.whole(environments.all(actor, places.workspace(actor, workspace)), EnvironmentJson::of);
    }
}

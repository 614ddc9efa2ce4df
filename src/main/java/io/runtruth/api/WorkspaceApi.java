package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.access.NewWorkspaces;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceService;
import io.runtruth.api.shapes.EnvironmentChangeJson;
import io.runtruth.api.shapes.EnvironmentJson;
import io.runtruth.api.shapes.NewPlaceJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.WorkspaceChangeJson;
import io.runtruth.api.shapes.WorkspaceJson;
import io.runtruth.api.shapes.WorkspaceSettingsJson;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.EnvironmentChange;
import io.runtruth.environments.EnvironmentService.NewEnvironment;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Workspaces", description = "What the caller may see")
class WorkspaceApi {

    private final WorkspaceQueries workspaces;
    private final WorkspaceService service;
    private final EnvironmentQueries environments;
    private final EnvironmentService managing;
    private final NewWorkspaces defaults;
    private final Places places;

    WorkspaceApi(
            WorkspaceQueries workspaces,
            WorkspaceService service,
            EnvironmentQueries environments,
            EnvironmentService managing,
            NewWorkspaces defaults,
            Places places) {
        this.workspaces = workspaces;
        this.service = service;
        this.environments = environments;
        this.managing = managing;
        this.defaults = defaults;
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

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a workspace; for system operators",
            description = "It has no member yet: invite an owner.")
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "There is one with this slug")
    WorkspaceSettingsJson create(@Caller Actor.Person actor, @RequestBody NewPlaceJson asked) {
        var made = service.create(
                actor,
                Given.required("slug", asked.slug()),
                Given.required("name", asked.name()),
                defaults.evidenceMaxAge());
        return WorkspaceSettingsJson.of(workspaces.settings(actor, made));
    }

    @PatchMapping("/{workspace}")
    @Operation(
            summary =
                    "Change what a workspace is called, how old its evidence may be, whether a second person approves its "
                            + "restores, the language of its documents, or whether it is suspended",
            description = "Whether it is suspended is a system operator's to say.")
    @ApiResponse(responseCode = "200", description = "The workspace as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Changed by somebody else meanwhile")
    WorkspaceSettingsJson change(
            @Caller Actor.Person actor, @PathVariable String workspace, @RequestBody WorkspaceChangeJson asked) {
        var place = places.workspaceToManage(actor, workspace);
        service.change(actor, place, asked.change());
        return WorkspaceSettingsJson.of(workspaces.settings(actor, place));
    }

    @PostMapping("/{workspace}/environments")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add an environment")
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "There is one with this slug")
    EnvironmentJson addEnvironment(
            @Caller Actor.Person actor, @PathVariable String workspace, @RequestBody NewPlaceJson asked) {
        var environment =
                new NewEnvironment(Given.required("slug", asked.slug()), Given.required("name", asked.name()));
        return EnvironmentJson.made(
                managing.create(actor, places.workspace(actor, workspace), environment), environment);
    }

    @PatchMapping("/{workspace}/environments/{environment}")
    @Operation(summary = "Rename an environment, archive it, or take it back into use")
    @ApiResponse(responseCode = "200", description = "The environment as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Changed by somebody else meanwhile")
    EnvironmentJson changeEnvironment(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @RequestBody EnvironmentChangeJson asked) {
        var scope = places.environment(actor, workspace, environment);
        managing.change(actor, scope, new EnvironmentChange(asked.name(), asked.archived(), asked.version()));
        return EnvironmentJson.of(environments.byId(actor, scope));
    }
}

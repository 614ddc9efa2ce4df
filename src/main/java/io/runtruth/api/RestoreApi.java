package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.RestoreItemJson;
import io.runtruth.api.shapes.RestoreJson;
import io.runtruth.api.shapes.RestoreJson.ApprovalJson;
import io.runtruth.api.shapes.RestoreJson.ChoiceJson;
import io.runtruth.api.shapes.RestoreJson.NewRestoreJson;
import io.runtruth.api.shapes.RestoreJson.RestoreConfirmationJson;
import io.runtruth.api.shapes.RestoreStartJson;
import io.runtruth.operations.Via;
import io.runtruth.restore.RestoreItem;
import io.runtruth.restore.RestoreQueries;
import io.runtruth.restore.RestoreQueries.ItemsShown;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreRun;
import io.runtruth.restore.RestoreService;
import io.runtruth.restore.RestoreService.NewPreview;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping(
        path = "/api/v1/workspaces/{workspace}/environments/{environment}/restores",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Restores", description = "Putting an environment’s configuration back: preview, confirmation, results")
class RestoreApi {

    private static final int MOST_ONLY_IN_TARGET = 100;

    private final RestoreService restores;
    private final RestoreQueries queries;
    private final Places places;

    RestoreApi(RestoreService restores, RestoreQueries queries, Places places) {
        this.restores = restores;
        this.queries = queries;
        this.places = places;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Preview a restore",
            description =
                    "Reads the target and compares it with the snapshot; nothing is written to it. Documents that "
                            + "only the target has are left alone: nothing is ever removed.")
    @ApiResponse(responseCode = "201", description = "The preview", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The environment is archived, or its target can’t be read")
    @ApiResponse(responseCode = "422", description = "The `Idempotency-Key` was used for something else")
    ResponseEntity<RestoreJson> preview(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @RequestBody NewRestoreJson asked,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String requestId) {
        var scope = places.environment(actor, workspace, environment);
        var paths = asked.paths() == null ? null : paths(asked.paths());
        var request = new RestoreRequest(Via.API, requestId);
        var made = restores.preview(
                actor, scope, new NewPreview(Given.required("snapshot", asked.snapshot()), paths, request));
        var address = ServletUriComponentsBuilder.fromCurrentRequestUri()
                .path("/{restore}")
                .build(made.id());
        return ResponseEntity.created(address).body(whole(actor, scope, made));
    }

    private static Set<String> paths(List<String> paths) {
        if (paths.stream().anyMatch(Objects::isNull)) {
            throw new Problem.InvalidInput("request.parameter", "paths");
        }
        return Set.copyOf(paths);
    }

    private RestoreJson whole(Actor actor, Scope scope, RestoreRun restore) {
        return RestoreJson.of(
                restore,
                queries.counts(actor, scope, restore.id()),
                queries.changes(actor, scope, restore.id()),
                queries.onlyInTarget(actor, scope, restore.id(), MOST_ONLY_IN_TARGET));
    }

    @GetMapping
    @Operation(summary = "The environment’s restores, the newest preview first")
    PageJson<RestoreJson> restores(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @ParameterObject Paging paging) {
        var scope = places.environment(actor, workspace, environment);
        return PageJson.of(queries.page(actor, scope, paging.after(), paging.size()), RestoreJson::of);
    }

    @GetMapping("/{restore}")
    @Operation(summary = "One restore")
    RestoreJson restore(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID restore) {
        var scope = places.environment(actor, workspace, environment);
        return whole(actor, scope, queries.one(actor, scope, restore));
    }

    @GetMapping("/{restore}/items")
    @Operation(summary = "The documents of a restore by path, with their results as soon as there are some")
    PageJson<RestoreItemJson> items(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID restore,
            @ParameterObject PathPaging paging) {
        var scope = places.environment(actor, workspace, environment);
        var read = queries.items(actor, scope, restore, ItemsShown.ALL, paging.after(), paging.size() + 1);
        return paging.page(read, RestoreItem::path, RestoreItemJson::of);
    }

    @PostMapping(path = "/{restore}/choose", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Choose which documents are restored",
            description = "An approval that the preview had is gone by it.")
    @ApiResponse(responseCode = "200", description = "The preview as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "It has been started")
    RestoreJson choose(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID restore,
            @RequestBody ChoiceJson asked) {
        var scope = places.environment(actor, workspace, environment);
        var paths = paths(Given.required("paths", asked.paths()));
        return whole(actor, scope, restores.choose(actor, scope, restore, paths));
    }

    @PostMapping(path = "/{restore}/approve", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Approve a preview of somebody else",
            description =
                    "Needed where the workspace has two people look at each restore. `preview` is the digest of the "
                            + "preview that was looked at; where it has changed since, nothing is approved.")
    @ApiResponse(responseCode = "200", description = "The preview as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "It is one’s own, has changed, or has been started")
    RestoreJson approve(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID restore,
            @RequestBody ApprovalJson asked) {
        var scope = places.environment(actor, workspace, environment);
        var preview = Given.required("preview", asked.preview());
        return whole(actor, scope, restores.approve(actor, scope, restore, preview));
    }

    @PostMapping(path = "/{restore}/start", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Start a previewed restore",
            description =
                    "Confirmed by the environment’s name. The target is compared with the preview first: where it "
                            + "has changed since, the run ends as blocked, and nothing is written. With `preview`, the "
                            + "digest of the preview that was looked at, none but that is started.")
    @ApiResponse(responseCode = "202", description = "Started, now or before", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`refused`; `reason` says why")
    @ApiResponse(responseCode = "422", description = "The `Idempotency-Key` was used for something else")
    ResponseEntity<RestoreStartJson> start(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID restore,
            @RequestBody RestoreConfirmationJson asked,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String requestId) {
        var scope = places.environment(actor, workspace, environment);
        var confirm = Given.required("confirm", asked.confirm());
        return RestoreStartResponse.of(restores.start(
                actor, scope, restore, confirm, asked.preview(), new RestoreRequest(Via.API, requestId)));
    }
}

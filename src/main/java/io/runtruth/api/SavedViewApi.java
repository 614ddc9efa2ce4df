package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.NewSavedViewJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.SavedViewChangeJson;
import io.runtruth.api.shapes.SavedViewJson;
import io.runtruth.operations.lists.NewSavedView;
import io.runtruth.operations.lists.SavedViewQueries;
import io.runtruth.operations.lists.SavedViewQueries.ListedView;
import io.runtruth.operations.lists.SavedViewService;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}/views", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Saved views", description = "Filters of the list of runs that were given a name")
class SavedViewApi {

    private final SavedViewQueries views;
    private final SavedViewService service;
    private final Places places;

    SavedViewApi(SavedViewQueries views, SavedViewService service, Places places) {
        this.views = views;
        this.service = service;
        this.places = places;
    }

    @GetMapping
    @Operation(
            summary = "The caller’s own views and the shared ones, by name; all of them, at most 80",
            description = "One of an environment that the caller may not see is not among them.")
    PageJson<SavedViewJson> views(@Caller Actor.Person actor, @PathVariable String workspace) {
        return PageJson.whole(views.listed(actor, places.workspace(actor, workspace)), SavedViewJson::of);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Keep a filter under a name",
            description =
                    "One’s own, or, for who manages operations, one that all see. Safe to repeat: the same filter "
                            + "under the same name is there once.")
    @ApiResponse(responseCode = "201", description = "Kept", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The name is taken, or there are too many")
    ResponseEntity<SavedViewJson> save(
            @Caller Actor.Person actor, @PathVariable String workspace, @RequestBody NewSavedViewJson asked) {
        var place = places.workspace(actor, workspace);
        var environment = asked.environment() == null
                ? null
                : places.environment(actor, workspace, asked.environment()).environmentId();
        var id = service.save(
                actor,
                place,
                new NewSavedView(
                        Given.required("name", asked.name()),
                        Given.required("filter", asked.filter()),
                        environment,
                        Boolean.TRUE.equals(asked.shared())));
        var address = ServletUriComponentsBuilder.fromCurrentRequestUri()
                .path("/{view}")
                .build(id);
        return ResponseEntity.created(address).body(SavedViewJson.of(one(actor, place, id)));
    }

    @PatchMapping(path = "/{view}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Rename a view: one’s own, or, for who manages operations, a shared one")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The name is taken, or it was renamed by somebody else meanwhile")
    SavedViewJson rename(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID view,
            @RequestBody SavedViewChangeJson asked) {
        var place = places.workspace(actor, workspace);
        var name = Given.required("name", asked.name());
        service.rename(actor, place, view, seen(actor, place, view, asked.was()), name);
        return SavedViewJson.of(one(actor, place, view));
    }

    @DeleteMapping("/{view}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a view: one’s own, or, for who manages operations, a shared one")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "409", description = "It was renamed by somebody else meanwhile")
    void delete(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID view,
            @Parameter(description = "the name as it was read; left out: whatever it is now") @RequestParam @Nullable
                    String was) {
        var place = places.workspace(actor, workspace);
        service.delete(actor, place, view, seen(actor, place, view, was));
    }

    private String seen(Actor.Person actor, UUID workspace, UUID view, @Nullable String was) {
        return Objects.requireNonNullElseGet(
                was, () -> one(actor, workspace, view).view().name());
    }

    private ListedView one(Actor.Person actor, UUID workspace, UUID view) {
        return views.listed(actor, workspace).stream()
                .filter(it -> it.view().id().equals(view))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }
}

package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.ControlInPlacesJson;
import io.runtruth.api.shapes.ControlJson;
import io.runtruth.api.shapes.ControlPlaceJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.reviews.ControlPlace.PlaceKey;
import io.runtruth.reviews.ControlPlaceQueries;
import io.runtruth.reviews.ControlQueries;
import io.runtruth.reviews.ControlRow.ControlKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}/controls", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Controls", description = "Each over all environments in use, by the newest review of each")
class ControlApi {

    private final ControlQueries controls;
    private final ControlPlaceQueries inPlaces;
    private final Places places;

    ControlApi(ControlQueries controls, ControlPlaceQueries inPlaces, Places places) {
        this.controls = controls;
        this.inPlaces = inPlaces;
        this.places = places;
    }

    @GetMapping
    @Operation(
            summary = "Controls, those first that are not met in most environments",
            description = "What is not met and not accepted counts first. A control is one of one tool, whatever "
                    + "version stands behind its id.")
    PageJson<ControlJson> controls(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @ParameterObject ControlListing listing,
            @ParameterObject KeyPaging paging) {
        var after = paging.after(
                3, parts -> new ControlKey(Long.parseLong(parts.getFirst()), parts.get(1), parts.getLast()));
        var read = controls.page(
                actor, places.workspace(actor, workspace), listing.filter(), after.orElse(null), paging.limitAndOne());
        return paging.page(read, row -> parts(row.key()), ControlJson::of);
    }

    private static List<String> parts(ControlKey key) {
        return List.of(Long.toString(key.weight()), key.tool(), key.control());
    }

    @GetMapping("/{control}")
    @Operation(
            summary = "One control, and how it stands in each environment, the worst first",
            description = "Environments without a review that can be read, and those whose review does not hold the "
                    + "control, are last and without a result.")
    ControlInPlacesJson control(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID control,
            @ParameterObject KeyPaging paging) {
        var workspaceId = places.workspace(actor, workspace);
        var after = paging.after(
                3, parts -> new PlaceKey(Integer.parseInt(parts.getFirst()), parts.get(1), parts.getLast()));
        var detail = controls.one(actor, workspaceId, control);
        var read = inPlaces.page(actor, workspaceId, control, after.orElse(null), paging.limitAndOne());
        return ControlInPlacesJson.of(detail, paging.page(read, place -> parts(place.key()), ControlPlaceJson::of));
    }

    private static List<String> parts(PlaceKey key) {
        return List.of(Integer.toString(key.rank()), key.name(), key.slug());
    }
}

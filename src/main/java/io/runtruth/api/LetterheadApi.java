package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.LetterheadJson;
import io.runtruth.packs.letterhead.LetterheadQueries;
import io.runtruth.packs.letterhead.LetterheadService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}/letterhead", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Workspaces")
class LetterheadApi {

    private final LetterheadService service;
    private final LetterheadQueries letterheads;
    private final Places places;

    LetterheadApi(LetterheadService service, LetterheadQueries letterheads, Places places) {
        this.service = service;
        this.letterheads = letterheads;
        this.places = places;
    }

    @GetMapping
    @Operation(summary = "What stands at the head of the workspace’s documents")
    LetterheadJson letterhead(@Caller Actor.Person actor, @PathVariable String workspace) {
        return LetterheadJson.of(letterheads.current(actor, places.workspace(actor, workspace)));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Say what stands at the head of the workspace’s documents, all of it",
            description = "What was published before keeps what it was published with.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Changed by somebody else meanwhile")
    LetterheadJson change(
            @Caller Actor.Person actor, @PathVariable String workspace, @RequestBody LetterheadJson asked) {
        // before a picture is drawn
        var place = places.workspaceToManage(actor, workspace);
        service.change(actor, place, asked.change());
        return LetterheadJson.of(letterheads.current(actor, place));
    }
}

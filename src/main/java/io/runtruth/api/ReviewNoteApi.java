package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.NewNoteJson;
import io.runtruth.api.shapes.NoteJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.reviews.ReviewNoteQueries;
import io.runtruth.reviews.ReviewNoteService;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewSection;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
        path = "/api/v1/workspaces/{workspace}/reviews/{review}/notes",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reviews")
class ReviewNoteApi {

    private static final String FROZEN =
            "Changed by somebody else meanwhile, or published or ended, which freezes them";

    private final ReviewNoteService service;
    private final ReviewNoteQueries notes;
    private final ReviewQueries reviews;
    private final Places places;

    ReviewNoteApi(ReviewNoteService service, ReviewNoteQueries notes, ReviewQueries reviews, Places places) {
        this.service = service;
        this.notes = notes;
        this.reviews = reviews;
        this.places = places;
    }

    @PutMapping(path = "/{section}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Say something of a review, or of one of its sections, in one's own words",
            description = "As long as the review is a draft or ready. It stands apart from what was computed, and is "
                    + "part of no fingerprint. `notes` of the review tells what is there, with its version.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = FROZEN)
    NoteJson write(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID review,
            @PathVariable String section,
            @RequestBody NewNoteJson asked) {
        var ref = ref(actor, workspace, review);
        var about = section(section);
        var note = asked.note(Given.required("text", asked.text()), Given.required("version", asked.version()));
        service.write(actor, ref, about, note);
        return notes.of(actor, ref).stream()
                .filter(it -> it.section() == about)
                .map(NoteJson::of)
                .findFirst()
                .orElseThrow(() -> new Problem.Conflict("edit.changed_meanwhile"));
    }

    @DeleteMapping("/{section}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take own words away again", description = "As long as the review is a draft or ready.")
    @ApiResponse(responseCode = "204", description = "They are gone")
    @ApiResponse(responseCode = "409", description = FROZEN)
    void remove(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID review,
            @PathVariable String section,
            @Parameter(description = "as it was read; left out: whatever it is now") @RequestParam @Nullable
                    Long version) {
        service.remove(actor, ref(actor, workspace, review), section(section), version);
    }

    @PostMapping("/take-over")
    @Operation(
            summary = "Take over the own words of the review that is published now",
            description = "For those sections that nothing is said of yet. They are the caller's from then on.")
    @ApiResponse(responseCode = "200", description = "All that is said now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Published or ended")
    PageJson<NoteJson> takeOver(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID review) {
        var ref = ref(actor, workspace, review);
        service.takeOver(actor, ref);
        return new PageJson<>(notes.of(actor, ref).stream().map(NoteJson::of).toList(), null);
    }

    private static ReviewSection section(String code) {
        return Coded.of(ReviewSection.class, code).orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    private ReviewRef ref(Actor actor, String workspace, UUID review) {
        var workspaceId = places.workspace(actor, workspace);
        var row = reviews.row(actor, workspaceId, review);
        return new ReviewRef(new Scope(workspaceId, row.environment().id()), row.id());
    }
}

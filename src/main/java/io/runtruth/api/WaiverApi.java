package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.NewWaiverJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.ReadInJson;
import io.runtruth.api.shapes.WaiverChangeJson;
import io.runtruth.api.shapes.WaiverJson;
import io.runtruth.operations.Via;
import io.runtruth.reviews.NewWaiver;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.WaiverQueries;
import io.runtruth.reviews.WaiverQueries.WaiverFilter;
import io.runtruth.reviews.WaiverService;
import io.runtruth.reviews.WaiverTable;
import io.runtruth.reviews.WaiverTable.ReadIn;
import io.runtruth.reviews.WaiverTable.RefusedLine;
import io.runtruth.shared.CsvTable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}/waivers")
@Tag(name = "Accepted risks", description = "What is not met and accepted until a day: named, counted, and not hidden")
class WaiverApi {

    private static final String REFUSED_LINES = "waiver.refused_lines";
    private static final int LINES_TOLD = 100;

    private final WaiverQueries waivers;
    private final WaiverService service;
    private final WaiverTable table;
    private final Places places;
    private final ProblemTexts texts;

    WaiverApi(WaiverQueries waivers, WaiverService service, WaiverTable table, Places places, ProblemTexts texts) {
        this.waivers = waivers;
        this.service = service;
        this.table = table;
        this.places = places;
        this.texts = texts;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Accepted risks, newest first, also those that have ended",
            description = "With `Accept: text/csv` all that is asked for, as one table, which can be sent in again: no "
                    + "cell is taken for a formula.")
    PageJson<WaiverJson> waivers(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @ParameterObject WaiverListing listing,
            @ParameterObject Paging paging) {
        var place = places.workspace(actor, workspace);
        return PageJson.of(
                waivers.page(actor, place, filter(actor, workspace, listing), paging.after(), paging.size()),
                WaiverJson::of);
    }

    @GetMapping(produces = CsvTable.MEDIA_TYPE)
    @Operation(hidden = true)
    void table(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @ParameterObject WaiverListing listing,
            HttpServletResponse response)
            throws IOException {
        table.write(
                actor,
                places.workspace(actor, workspace),
                filter(actor, workspace, listing),
                CsvAnswer.to(response, table.file()));
    }

    private WaiverFilter filter(Actor actor, String workspace, WaiverListing listing) {
        return listing.filter(
                listing.environment() == null
                        ? null
                        : places.environment(actor, workspace, listing.environment())
                                .environmentId());
    }

    @GetMapping(path = "/{waiver}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "One accepted risk, also one that has ended")
    WaiverJson waiver(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID waiver) {
        return WaiverJson.of(waivers.one(actor, places.workspace(actor, workspace), waiver));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Accept a risk until a day",
            description = "It counts from the next composition on. What it is about stays named with its result, in "
                    + "counts and rate. With `Content-Type: text/csv` a table of them, as the list gives it: every line "
                    + "or none, and of each refused one its number and why, in `lines`.")
    @ApiResponse(responseCode = "201", description = "Accepted", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "One that holds is about the same, there are too many, or the environment is archived")
    @ApiResponse(responseCode = "422", description = "The request id was used for something else")
    ResponseEntity<WaiverJson> accept(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @RequestBody NewWaiverJson asked,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String requestId) {
        var scope = places.environment(actor, workspace, Given.required("environment", asked.environment()));
        var waiver = new NewWaiver(
                Given.required("tool", asked.tool()),
                Given.required("control", asked.control()),
                asked.ordinal(),
                asked.resource(),
                new NewWaiver.Terms(
                        Given.required("reason", asked.reason()),
                        asked.owner(),
                        Given.required("until", asked.until()),
                        asked.reviewOn()));
        var id = service.accept(
                        actor,
                        scope.workspaceId(),
                        List.of(new WaiverService.PlacedWaiver(scope, waiver)),
                        new StartRequest(Via.API, requestId))
                .getFirst();
        var address = ServletUriComponentsBuilder.fromCurrentRequestUri()
                .path("/{waiver}")
                .build(id);
        return ResponseEntity.created(address).body(WaiverJson.of(waivers.one(actor, scope.workspaceId(), id)));
    }

    @PostMapping(consumes = CsvTable.MEDIA_TYPE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(hidden = true)
    ReadInJson readIn(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @RequestBody byte[] content,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String requestId,
            HttpServletRequest request) {
        var read = table.read(actor, places.workspace(actor, workspace), content, new StartRequest(Via.API, requestId));
        return switch (read) {
            case ReadIn.AllAccepted(var count) -> new ReadInJson(count);
            case ReadIn.SomeRefused(var lines) -> {
                var language = ProblemTexts.language(request);
                throw new Refusal(
                        HttpStatus.BAD_REQUEST,
                        REFUSED_LINES,
                        Map.of(
                                "lines",
                                lines.stream()
                                        .limit(LINES_TOLD)
                                        .map(line -> told(line, language))
                                        .toList()),
                        lines.size());
            }
        };
    }

    private Map<String, Object> told(RefusedLine line, Locale language) {
        var fault = Fault.of(line.problem());
        return Map.of("line", line.line(), "code", fault.code(), "detail", texts.detail(fault, language));
    }

    @PatchMapping(
            path = "/{waiver}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Change why, who, until when or when to look again; that accepts it anew",
            description = "Also one that has run out.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Changed by somebody else meanwhile, or ended")
    WaiverJson change(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID waiver,
            @RequestBody WaiverChangeJson asked) {
        var place = places.workspace(actor, workspace);
        service.change(actor, place, waiver, Given.required("version", asked.version()), asked.change());
        return WaiverJson.of(waivers.one(actor, place, waiver));
    }

    @DeleteMapping(path = "/{waiver}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Withdraw an accepted risk; it stays in the list",
            description = "What it is about counts like everything else from the next composition on.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Changed by somebody else meanwhile, or ended")
    WaiverJson withdraw(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID waiver,
            @Parameter(description = "as it was read; left out: whatever it is now") @RequestParam @Nullable
                    Long version) {
        var place = places.workspace(actor, workspace);
        service.withdraw(actor, place, waiver, version);
        return WaiverJson.of(waivers.one(actor, place, waiver));
    }
}

package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.CancelJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.ProofJson;
import io.runtruth.api.shapes.RunJson;
import io.runtruth.api.shapes.StartJson;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.Via;
import io.runtruth.operations.proof.RunProofService;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunTable;
import io.runtruth.restore.RestoreRequest;
import io.runtruth.restore.RestoreService;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.shared.CsvTable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}/runs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs", description = "Operations: queued, running and ended, with what the queue says about them")
class RunApi {

    private final RunQueries runs;
    private final RunTable table;
    private final RunStreams streams;
    private final OperationRunService service;
    private final RunProofService proofs;
    private final EnvironmentReviewService reviews;
    private final RestoreService restores;
    private final Places places;

    RunApi(
            RunQueries runs,
            RunTable table,
            RunStreams streams,
            OperationRunService service,
            RunProofService proofs,
            EnvironmentReviewService reviews,
            RestoreService restores,
            Places places) {
        this.runs = runs;
        this.table = table;
        this.streams = streams;
        this.service = service;
        this.proofs = proofs;
        this.reviews = reviews;
        this.restores = restores;
        this.places = places;
    }

    @GetMapping
    @Operation(
            summary = "Runs, newest first",
            description = "With `Accept: text/csv` all that is asked for, as one table: times are UTC, and no cell is "
                    + "taken for a formula.")
    PageJson<RunJson> runs(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @ParameterObject RunListing listing,
            @ParameterObject Paging paging) {
        var filter = listing.filter(actor, environment(actor, workspace, listing.environment()));
        var rows = runs.page(actor, places.workspace(actor, workspace), filter, paging.after(), paging.size());
        return PageJson.of(rows, RunJson::of);
    }

    @GetMapping(produces = CsvTable.MEDIA_TYPE)
    @Operation(hidden = true)
    void table(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @ParameterObject RunListing listing,
            HttpServletResponse response)
            throws IOException {
        var filter = listing.filter(actor, environment(actor, workspace, listing.environment()));
        table.write(actor, places.workspace(actor, workspace), filter, CsvAnswer.to(response, table.file()));
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Runs as they change, as server-sent events",
            description =
                    "`reset`: read the list; what came before is not told. `run`: a run as the list has it, as it "
                            + "is now; several changes of it may be told as one, and one more than once. In between comments "
                            + "that say nothing. An event's `id` is sent again as `Last-Event-ID` to go on: within eight "
                            + "minutes what was missed is told, later a `reset`. A stream ends where its reader does not keep "
                            + "up, may no longer see the runs, and after an hour. At most 5 of a person.")
    @ApiResponse(
            responseCode = "200",
            description = "Until one of the two ends it",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = RunJson.class)))
    void stream(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @Parameter(description = "the `id` of the last event that was read; left out to begin")
                    @RequestHeader(name = "Last-Event-ID", defaultValue = "")
                    String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        var heard = RunStream.heard(lastEventId).orElse(null);
        streams.answer(actor, places.workspace(actor, workspace), heard, request, response);
    }

    private @Nullable UUID environment(Actor actor, String workspace, @Nullable String slug) {
        return slug == null ? null : places.environment(actor, workspace, slug).environmentId();
    }

    @GetMapping("/{run}")
    @Operation(summary = "One run, with its timeline")
    RunJson run(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID run) {
        return RunJson.of(runs.detail(actor, places.workspace(actor, workspace), run));
    }

    @PostMapping("/{run}/cancel")
    @Operation(
            summary = "Cancel a run: a queued one at once, a running one at its next step",
            description = "Safe to repeat. A run that has ended another way is left as it is, and shown.")
    @ApiResponse(responseCode = "200", description = "`cancelled`", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "`stop_requested`", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The run has ended another way; `run` says how")
    ResponseEntity<CancelJson> cancel(
            @Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID run) {
        var now = service.cancel(actor, places.workspace(actor, workspace), run).run();
        if (now.status().isActive()) {
            return ResponseEntity.accepted().body(CancelJson.stopRequested(now));
        }
        if (now.outcome() != RunOutcome.CANCELLED) {
            throw ended(now);
        }
        return ResponseEntity.ok(CancelJson.cancelled(now));
    }

    @PostMapping("/{run}/check")
    @Operation(
            summary = "Compare a run with the business records, and end it where they prove how it ended",
            description = "A run that somebody works on is left alone. Safe to repeat.")
    ProofJson check(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID run,
            @Parameter(description = "`true`: say what would follow, and change nothing; also for a run that has ended")
                    @RequestParam(defaultValue = "false")
                    boolean dryRun) {
        var workspaceId = places.workspace(actor, workspace);
        var finding = proofs.prove(actor, workspaceId, run, dryRun);
        return ProofJson.of(finding, dryRun, runs.detail(actor, workspaceId, run));
    }

    @PostMapping("/{run}/retry")
    @Operation(
            summary = "Start the operation of a run that did not succeed again",
            description = "Goes the way of every start, with all its rules of reuse. The two runs name each other.")
    @StartResponses
    ResponseEntity<StartJson> retry(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID run,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String requestId) {
        var workspaceId = places.workspace(actor, workspace);
        return switch (runs.detail(actor, workspaceId, run).run().type()) {
            case REVIEW_COMPOSE ->
                StartResponse.of(reviews.again(actor, workspaceId, run, new StartRequest(Via.API, requestId)));
            case RESTORE_EXECUTE ->
                RestoreStartResponse.again(
                        restores.again(actor, workspaceId, run, new RestoreRequest(Via.API, requestId)));
        };
    }

    private static Refusal ended(OperationRun run) {
        return new Refusal("run.ended", Map.of("run", CancelJson.RunStateJson.of(run)));
    }
}

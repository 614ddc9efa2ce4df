package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.ChangesJson;
import io.runtruth.api.shapes.EnvironmentJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.SnapshotJson;
import io.runtruth.api.shapes.StartJson;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.evidence.EvidenceChangeQueries;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.evidence.ImportResult.AlreadyKnown;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.evidence.ImportResult.NeedsConfirmation;
import io.runtruth.operations.Via;
import io.runtruth.reviews.EvidenceIntakeService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.shared.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping(
        path = "/api/v1/workspaces/{workspace}/environments/{environment}/evidence",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Evidence", description = "Outputs of assessment tools, imported for an environment")
class EvidenceApi {

    private final EvidenceQueries queries;
    private final EvidenceChangeQueries changes;
    private final EvidenceService evidence;
    private final EvidenceIntakeService intake;
    private final EnvironmentQueries environments;
    private final Places places;

    EvidenceApi(
            EvidenceQueries queries,
            EvidenceChangeQueries changes,
            EvidenceService evidence,
            EvidenceIntakeService intake,
            EnvironmentQueries environments,
            Places places) {
        this.queries = queries;
        this.changes = changes;
        this.evidence = evidence;
        this.intake = intake;
        this.environments = environments;
        this.places = places;
    }

    @PostMapping
    @Operation(
            summary = "Import the output of an assessment tool",
            description = "The file is the content, of any type, or the one file part of a multipart form; 256 MiB at "
                    + "most. It may be packed, as gzip or as a ZIP that holds no other file: what counts is the file "
                    + "inside. The same bytes again are the same snapshot. With `compose=true` the composition of a "
                    + "review is started as well, which needs the right to both; `start` says what came of it. A file "
                    + "that holds several tenants, accounts, documents or scans is refused with "
                    + "`evidence.tenant_choice`, `evidence.account_choice`, `evidence.document_choice` or "
                    + "`evidence.scan_choice`, and `tenants`, `accounts`, `documents` or `scans` names them.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "201", description = "Imported", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "Already known", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "The environment is archived, or the file names another target than `known`, or none;"
                    + " `known_elsewhere` names the environments that are known by it, and that the caller may"
                    + " import into")
    @ApiResponse(responseCode = "413", description = "Too large")
    @ApiResponse(responseCode = "415", description = "The content is encoded otherwise than by gzip")
    @ApiResponse(responseCode = "422", description = "The `Idempotency-Key` was used for something else")
    ResponseEntity<SnapshotJson> importFile(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @ParameterObject UploadParameters parameters,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String requestId,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        var scope = places.environment(actor, workspace, environment);
        var asked = new StartRequest(Via.API, requestId);
        try (var file = SentFile.of(request)) {
            var result = intake.take(actor, scope, parameters.of(file), asked, parameters.isComposed());
            var start = result.start() == null ? null : StartJson.any(result.start());
            return switch (result.imported()) {
                case Imported(var snapshot) ->
                    ResponseEntity.created(address(snapshot)).body(SnapshotJson.of(snapshot, false, start));
                case AlreadyKnown(var snapshot) -> ResponseEntity.ok(SnapshotJson.of(snapshot, true, start));
                case NeedsConfirmation open -> {
                    evidence.discard(actor, scope, open.uploadId());
                    throw unconfirmed(open, elsewhere(actor, scope, open));
                }
            };
        }
    }

    private static URI address(EvidenceSnapshot snapshot) {
        return ServletUriComponentsBuilder.fromCurrentRequestUri()
                .path("/{snapshot}")
                .build(snapshot.id());
    }

    private List<EnvironmentJson> elsewhere(Actor actor, Scope scope, NeedsConfirmation open) {
        return open.target() == null
                ? List.of()
                : environments.othersKnownBy(actor, scope, open.target()).stream()
                        .map(EnvironmentJson::of)
                        .toList();
    }

    private static Refusal unconfirmed(NeedsConfirmation open, List<EnvironmentJson> elsewhere) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("target", open.target());
        members.put("known", open.known());
        members.put("known_elsewhere", elsewhere);
        return new Refusal("evidence.target_unconfirmed", members);
    }

    @GetMapping
    @Operation(summary = "The environment's evidence, last imported first")
    PageJson<SnapshotJson> evidence(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @ParameterObject Paging paging) {
        var scope = places.environment(actor, workspace, environment);
        return PageJson.of(queries.page(actor, scope, paging.after(), paging.size()), SnapshotJson::of);
    }

    @GetMapping("/{snapshot}")
    @Operation(summary = "One snapshot")
    SnapshotJson snapshot(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID snapshot) {
        var scope = places.environment(actor, workspace, environment);
        return SnapshotJson.of(queries.detail(actor, scope, snapshot));
    }

    @GetMapping("/{snapshot}/changes")
    @Operation(
            summary = "What a snapshot changed against the one before it of the same tool and target",
            description = "In the order in which the tools collected them, whatever the order of importing.")
    ChangesJson changes(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID snapshot) {
        var scope = places.environment(actor, workspace, environment);
        return ChangesJson.of(changes.changes(actor, scope, snapshot));
    }
}

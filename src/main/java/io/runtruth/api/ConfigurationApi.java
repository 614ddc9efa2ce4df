package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.ConfigurationDriftJson;
import io.runtruth.api.shapes.ConfigurationSnapshotJson;
import io.runtruth.api.shapes.ConfigurationTargetJson;
import io.runtruth.api.shapes.ConfigurationTargetJson.NewConfigurationTargetJson;
import io.runtruth.api.shapes.DifferencesJson;
import io.runtruth.api.shapes.DocumentJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.restore.DocumentDifference;
import io.runtruth.restore.DriftQueries;
import io.runtruth.restore.KeptDocument;
import io.runtruth.restore.SnapshotDownloadService;
import io.runtruth.restore.SnapshotQueries;
import io.runtruth.restore.SnapshotQueries.ComparedSnapshots;
import io.runtruth.restore.SnapshotService;
import io.runtruth.restore.TargetQueries;
import io.runtruth.restore.TargetService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping(
        path = "/api/v1/workspaces/{workspace}/environments/{environment}",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Configuration", description = "Snapshots of an environment’s configuration, and where it is")
class ConfigurationApi {

    private static final String ZIP = "application/zip";

    private final SnapshotService snapshots;
    private final SnapshotQueries queries;
    private final SnapshotDownloadService downloads;
    private final TargetService targets;
    private final TargetQueries targetQueries;
    private final DriftQueries drift;
    private final Places places;

    ConfigurationApi(
            SnapshotService snapshots,
            SnapshotQueries queries,
            SnapshotDownloadService downloads,
            TargetService targets,
            TargetQueries targetQueries,
            DriftQueries drift,
            Places places) {
        this.snapshots = snapshots;
        this.queries = queries;
        this.downloads = downloads;
        this.targets = targets;
        this.targetQueries = targetQueries;
        this.drift = drift;
        this.places = places;
    }

    @GetMapping("/configuration-target")
    @Operation(summary = "Where the environment’s configuration is read from and written to")
    ConfigurationTargetJson target(
            @Caller Actor.Person actor, @PathVariable String workspace, @PathVariable String environment) {
        var scope = places.environment(actor, workspace, environment);
        return ConfigurationTargetJson.of(targetQueries.target(actor, scope));
    }

    @PutMapping(path = "/configuration-target", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Say where the environment’s configuration is",
            description = "A folder within the workspace’s own below the root that the installation is set to, or an "
                    + "address, with a token that is sent with each call to it and never shown again. To replace the "
                    + "token, send the same address with the new one. Nothing is made or moved by it.")
    @ApiResponse(responseCode = "200", description = "The target as it is now", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description =
                    "It is another environment’s, the installation is not set up for this kind, or a restore of the "
                            + "environment is under way")
    ConfigurationTargetJson chooseTarget(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @org.springframework.web.bind.annotation.RequestBody NewConfigurationTargetJson asked) {
        var scope = places.environment(actor, workspace, environment);
        targets.choose(actor, scope, asked.place(), asked.token());
        return ConfigurationTargetJson.of(targetQueries.target(actor, scope));
    }

    @GetMapping("/configuration-drift")
    @Operation(
            summary = "How the target differs from the newest snapshot",
            description = "Reads the target, which takes as long as it takes; nothing is written to it. Compared with "
                    + "the newest snapshot that was uploaded or captured. Whoever asks within ten seconds of another "
                    + "has the same answer.")
    @ApiResponse(responseCode = "200", description = "Counts of documents", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "There is no snapshot, or no target, or the target can’t be read")
    @ApiResponse(responseCode = "429", description = "Other targets are being read")
    ConfigurationDriftJson drift(
            @Caller Actor.Person actor, @PathVariable String workspace, @PathVariable String environment) {
        var scope = places.environment(actor, workspace, environment);
        return ConfigurationDriftJson.of(drift.drift(actor, scope));
    }

    @PostMapping("/snapshots")
    @Operation(
            summary = "Take a snapshot of configuration",
            description = "From a ZIP of JSON documents as the content, or as the one file part of a multipart form; "
                    + "64 MiB at most. Without any content, from the environment’s target, which is only read. The "
                    + "same content again is the same snapshot.")
    @RequestBody(content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "201", description = "Taken", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "Already known", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The environment is archived, or its target can’t be read")
    @ApiResponse(responseCode = "413", description = "Too large")
    ResponseEntity<ConfigurationSnapshotJson> take(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @RequestParam(name = "file_name", required = false)
                    @Parameter(description = "how the file is called; else by its part’s name, or `upload.zip`")
                    @Nullable
                    String fileName,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        var scope = places.environment(actor, workspace, environment);
        try (var file = SentFile.of(request)) {
            var part = file.name() == null || file.name().isBlank() ? "upload.zip" : file.name();
            var taken = snapshots.take(actor, scope, fileName == null ? part : fileName, file.content());
            var shown = ConfigurationSnapshotJson.of(taken);
            return taken.alreadyKnown()
                    ? ResponseEntity.ok(shown)
                    : ResponseEntity.created(ServletUriComponentsBuilder.fromCurrentRequestUri()
                                    .path("/{snapshot}")
                                    .build(shown.id()))
                            .body(shown);
        }
    }

    @GetMapping("/snapshots")
    @Operation(summary = "The environment’s snapshots of configuration, last taken first")
    PageJson<ConfigurationSnapshotJson> snapshots(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @ParameterObject Paging paging) {
        var scope = places.environment(actor, workspace, environment);
        return PageJson.of(queries.page(actor, scope, paging.after(), paging.size()), ConfigurationSnapshotJson::of);
    }

    @GetMapping("/snapshots/{snapshot}")
    @Operation(summary = "One snapshot")
    ConfigurationSnapshotJson snapshot(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID snapshot) {
        var scope = places.environment(actor, workspace, environment);
        return ConfigurationSnapshotJson.of(queries.one(actor, scope, snapshot));
    }

    @GetMapping("/snapshots/{snapshot}/documents")
    @Operation(summary = "The documents of a snapshot by path, without what they say")
    PageJson<DocumentJson> documents(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID snapshot,
            @RequestParam(required = false)
                    @Parameter(description = "a part of the path, in any case of letters")
                    @Nullable
                    String search,
            @ParameterObject PathPaging paging) {
        var scope = places.environment(actor, workspace, environment);
        var size = paging.size();
        var part = search == null ? "" : search;
        var read = queries.documents(actor, scope, snapshot, part, paging.after(), size + 1);
        return paging.page(read, KeptDocument::path, DocumentJson::of);
    }

    @GetMapping("/snapshots/{snapshot}/diff/{other}")
    @Operation(
            summary = "What another snapshot has differently",
            description = "From the first to the second, by document. What differs within one document is told for "
                    + "`path`, to those who may restore it; values of secrets are never told.")
    DifferencesJson differences(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID snapshot,
            @PathVariable UUID other,
            @RequestParam(required = false) @Parameter(description = "of one document to look into") @Nullable
                    String path,
            @ParameterObject PathPaging paging) {
        var scope = places.environment(actor, workspace, environment);
        var compared = new ComparedSnapshots(snapshot, other);
        var counts = queries.differenceCounts(actor, scope, compared);
        var read = queries.differences(actor, scope, compared, paging.after(), paging.size() + 1);
        var shown = DifferencesJson.of(counts, paging.cut(read), paging.next(read, DocumentDifference::path));
        return path == null ? shown : shown.with(queries.difference(actor, scope, compared, path));
    }

    @GetMapping(path = "/snapshots/{snapshot}/archive", produces = ZIP)
    @Operation(
            summary = "A snapshot as a ZIP of its documents, in their own bytes",
            description = "The same file each time. For those who may restore it; each download is kept in the audit "
                    + "trail.")
    @ApiResponse(
            responseCode = "200",
            description = "The ZIP",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    void archive(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID snapshot,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var scope = places.environment(actor, workspace, environment);
        var download = downloads.download(actor, scope, snapshot);
        response.setContentType(ZIP);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + download.fileName() + "\"");
        download.writeTo(response.getOutputStream());
    }
}

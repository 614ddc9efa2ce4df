package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.packs.EvidenceExportService;
import io.runtruth.shared.Problem;
import io.runtruth.texts.Language;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/workspaces/{workspace}")
@Tag(name = "Evidence exports", description = "Runs and reviews with what happened to them, so that a change shows")
class EvidenceExportApi {

    private static final String ZIP = "application/zip";
    private static final String LANGUAGE = "of README.txt: `en` or `de`; left out: that of the workspace";
    private static final String CHECKED =
            "For who may read the audit trail. `verify-export` of the jar checks the file "
                    + "offline, as does `sha256sum -c`; `ETag` and `Repr-Digest` tell its SHA-256, which the audit trail keeps.";

    private final EvidenceExportService exports;
    private final Places places;

    EvidenceExportApi(EvidenceExportService exports, Places places) {
        this.exports = exports;
        this.places = places;
    }

    @GetMapping("/runs/{run}/evidence.zip")
    @Operation(
            summary = "A run that has ended, as evidence",
            description =
                    "A ZIP with the run, and as a chain its timeline, how its ending is known with the facts that "
                            + "were considered, and its part of the audit trail. " + CHECKED)
    @ApiResponse(
            responseCode = "200",
            description = "The ZIP",
            headers = {
                @Header(name = "ETag", description = "SHA-256 of the bytes, 64 hexadecimal digits in quotation marks"),
                @Header(name = "Repr-Digest", description = "The same as RFC 9530 writes it")
            },
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "409", description = "The run has not ended, or is too large")
    void run(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID run,
            @Parameter(description = LANGUAGE) @RequestParam @Nullable String language,
            HttpServletResponse response)
            throws IOException {
        var spoken = spoken(language);
        try (var export = exports.ofRun(actor, places.workspace(actor, workspace), run, spoken)) {
            PackAnswer.send(export, response);
        }
    }

    @GetMapping("/reviews/{review}/evidence.zip")
    @Operation(
            summary = "A review with its runs, as evidence",
            description =
                    "A ZIP with the document as it is kept, what it and its fingerprint were made of, the digests of "
                            + "the files of evidence, its publication with what had changed, and its runs; as a chain their "
                            + "timelines, how their endings are known, and its part of the audit trail. " + CHECKED)
    @ApiResponse(
            responseCode = "200",
            description = "The ZIP",
            headers = {
                @Header(name = "ETag", description = "SHA-256 of the bytes, 64 hexadecimal digits in quotation marks"),
                @Header(name = "Repr-Digest", description = "The same as RFC 9530 writes it")
            },
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "409", description = "The review has no document yet, or is too large")
    void review(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID review,
            @Parameter(description = LANGUAGE) @RequestParam @Nullable String language,
            HttpServletResponse response)
            throws IOException {
        var spoken = spoken(language);
        try (var export = exports.ofReview(actor, places.workspace(actor, workspace), review, spoken)) {
            PackAnswer.send(export, response);
        }
    }

    private static @Nullable Language spoken(@Nullable String language) {
        return language == null
                ? null
                : Language.of(language).orElseThrow(() -> new Problem.InvalidInput("request.parameter", "language"));
    }
}

package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.packs.PackFormat;
import io.runtruth.packs.PackOrder;
import io.runtruth.packs.PackProfile;
import io.runtruth.packs.PackService;
import io.runtruth.packs.Paper;
import io.runtruth.shared.Coded;
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
@RequestMapping("/api/v1/workspaces/{workspace}/reviews/{review}/packs")
@Tag(name = "Packs", description = "A review as files to be handed on")
class PackApi {

    private static final String FORMATS =
            "`pdf`, `html`, `docx`, `json`, `csv` (the findings), `action-plan.csv`, `oscal.json` or `zip` (all)";

    private final PackService packs;
    private final Places places;

    PackApi(PackService packs, Places places) {
        this.packs = packs;
        this.places = places;
    }

    @GetMapping("/{profile:[a-z]+}.{format:.+}")
    @Operation(
            summary = "One review as a file",
            description = "`executive` has the answers and every finding as a line, `customer` also what to do, and "
                    + "neither names ids, files or people; `technical` has everything, and needs the right to "
                    + "read reviews. The same review, profile, language and paper are the same bytes: `ETag` and "
                    + "`Repr-Digest` tell their SHA-256. Each download is kept in the audit trail.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            headers = {
                @Header(name = "ETag", description = "SHA-256 of the bytes, 64 hexadecimal digits in quotation marks"),
                @Header(name = "Repr-Digest", description = "The same as RFC 9530 writes it")
            },
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "409", description = "The review has no document yet, or is too large for this form")
    void pack(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID review,
            @Parameter(description = "`executive`, `technical` or `customer`") @PathVariable String profile,
            @Parameter(description = PackApi.FORMATS) @PathVariable String format,
            @Parameter(description = "`en` or `de`; left out: that of the workspace") @RequestParam @Nullable
                    String language,
            @Parameter(description = "`a4` or `letter`; left out: `a4`") @RequestParam @Nullable String paper,
            HttpServletResponse response)
            throws IOException {
        var place = places.workspace(actor, workspace);
        var order = new PackOrder(
                Coded.of(PackProfile.class, profile).orElseThrow(() -> new Problem.NotFound("not_found")),
                Coded.of(PackFormat.class, format).orElseThrow(() -> new Problem.NotFound("not_found")),
                language == null
                        ? packs.language(actor, place)
                        : Language.of(language).orElseThrow(() -> wrong("language")),
                paper == null ? Paper.A4 : Coded.of(Paper.class, paper).orElseThrow(() -> wrong("paper")));
        try (var pack = packs.write(actor, place, review, order)) {
            PackAnswer.send(pack, response);
        }
    }

    private static Problem wrong(String parameter) {
        return new Problem.InvalidInput("request.parameter", parameter);
    }
}

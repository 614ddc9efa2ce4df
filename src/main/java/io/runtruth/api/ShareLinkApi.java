package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.NewShareLinkJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.ShareLinkJson;
import io.runtruth.portal.NewShareLink;
import io.runtruth.portal.ShareLinkQueries;
import io.runtruth.portal.ShareLinkService;
import io.runtruth.portal.SharingService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Published")
class ShareLinkApi {

    private static final String SHARED_PAGE = "/shared/";

    private final SharingService sharing;
    private final ShareLinkService service;
    private final ShareLinkQueries links;
    private final Places places;
    private final Clock clock;

    ShareLinkApi(SharingService sharing, ShareLinkService service, ShareLinkQueries links, Places places, Clock clock) {
        this.sharing = sharing;
        this.service = service;
        this.links = links;
        this.places = places;
        this.clock = clock;
    }

    @GetMapping("/reviews/{review}/share-links")
    @Operation(summary = "Share links of a review, newest first, the newest 200, also those that have ended")
    PageJson<ShareLinkJson> links(
            @Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID review) {
        var found = links.of(actor, places.workspace(actor, workspace), review);
        return new PageJson<>(found.stream().map(ShareLinkJson::of).toList(), null);
    }

    @PostMapping("/reviews/{review}/share-links")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a link by which somebody without an account reads a published review",
            description = "They read what the customer pack says, as a page or as PDF, until the link ends. `link` is "
                    + "told once and kept as a hash only; it is relative to the address of the console. Each opening "
                    + "is counted and kept in the audit trail.")
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "As many open ones as a review may have")
    ShareLinkJson share(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID review,
            @RequestBody NewShareLinkJson asked,
            @Parameter(hidden = true) HttpServletRequest request) {
        var place = places.workspace(actor, workspace);
        var expiresAt = asked.expiresAt() == null ? clock.instant().plus(SharingService.USUAL) : asked.expiresAt();
        var made = sharing.share(
                actor,
                place,
                review,
                new NewShareLink(Given.required("for_whom", asked.forWhom()), expiresAt, asked.passphrase()));
        return links.of(actor, place, review).stream()
                .filter(it -> it.id().equals(made.id()))
                .map(it -> ShareLinkJson.of(it, request.getContextPath() + SHARED_PAGE + made.secret()))
                .findFirst()
                .orElseThrow();
    }

    @DeleteMapping("/share-links/{link}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a share link", description = "It opens nothing any more. Safe to repeat.")
    @ApiResponse(responseCode = "204", description = "Revoked")
    void revoke(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID link) {
        service.revoke(actor, places.workspace(actor, workspace), link);
    }
}

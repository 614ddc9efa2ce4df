package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.DriftJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.ReviewJson;
import io.runtruth.api.shapes.StartJson;
import io.runtruth.operations.Via;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewDriftQueries;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.StartRequest;
import io.runtruth.shared.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Reviews", description = "Composed from the newest evidence of an environment")
class ReviewApi {

    private static final String SEEN = "the content that was looked at; left out: whatever it is now";

    private final ReviewQueries reviews;
    private final ReviewDriftQueries drifts;
    private final EnvironmentReviewService service;
    private final PublicationService publication;
    private final Places places;

    ReviewApi(
            ReviewQueries reviews,
            ReviewDriftQueries drifts,
            EnvironmentReviewService service,
            PublicationService publication,
            Places places) {
        this.reviews = reviews;
        this.drifts = drifts;
        this.service = service;
        this.publication = publication;
        this.places = places;
    }

    @PostMapping("/environments/{environment}/reviews")
    @Operation(
            summary =
                    "Start composing a review of the environment's newest evidence, or be led to the one that is there")
    @StartResponses
    ResponseEntity<StartJson> start(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String requestId) {
        var scope = places.environment(actor, workspace, environment);
        return StartResponse.of(service.create(actor, scope, new StartRequest(Via.API, requestId)));
    }

    @PostMapping("/reviews/{review}/refresh")
    @Operation(
            summary = "Compose the review again from the newest evidence",
            description = "A review that can't change any more is left as it is, and its successor is started.")
    @StartResponses
    ResponseEntity<StartJson> refresh(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID review,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String requestId) {
        return StartResponse.of(
                service.refresh(actor, ref(actor, workspace, review), new StartRequest(Via.API, requestId)));
    }

    @PostMapping("/reviews/{review}/publish")
    @Operation(
            summary = "Publish a ready review",
            description = "Its content never changes from then on; the one published before is superseded.")
    @ApiResponse(responseCode = "200", description = "The review as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Not ready, published already, or changed meanwhile")
    ReviewJson publish(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID review,
            @Parameter(description = SEEN) @RequestParam @Nullable String fingerprint) {
        var ref = ref(actor, workspace, review);
        publication.publish(actor, ref, fingerprint);
        return shown(actor, ref);
    }

    @PostMapping("/reviews/{review}/archive")
    @Operation(
            summary = "Archive a ready or published review",
            description = "It stays readable for whoever reads reviews, and is no longer what counts.")
    @ApiResponse(responseCode = "200", description = "The review as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Neither ready nor published, or changed meanwhile")
    ReviewJson archive(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID review,
            @Parameter(description = SEEN) @RequestParam @Nullable String fingerprint) {
        var ref = ref(actor, workspace, review);
        publication.archive(actor, ref, fingerprint);
        return shown(actor, ref);
    }

    private ReviewRef ref(Actor actor, String workspace, UUID review) {
        var workspaceId = places.workspace(actor, workspace);
        var row = reviews.row(actor, workspaceId, review);
        return new ReviewRef(new Scope(workspaceId, row.environment().id()), row.id());
    }

    private ReviewJson shown(Actor actor, ReviewRef ref) {
        return ReviewJson.of(reviews.row(actor, ref.scope().workspaceId(), ref.id()));
    }

    @GetMapping("/reviews")
    @Operation(summary = "Reviews, newest first; for members who read published reviews only, these")
    PageJson<ReviewJson> reviews(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @Parameter(description = "slug of one environment") @RequestParam @Nullable String environment,
            @ParameterObject Paging paging) {
        var workspaceId = places.workspace(actor, workspace);
        var environmentId = environment == null
                ? null
                : places.environments(actor, workspace, List.of(environment))
                        .iterator()
                        .next();
        return PageJson.of(
                reviews.page(actor, workspaceId, environmentId, paging.after(), paging.size()), ReviewJson::of);
    }

    @GetMapping("/reviews/{review}")
    @Operation(
            summary = "One review, with its document once it is composed",
            description = "For members who read published reviews only, as in `/published/{review}`.")
    ReviewJson review(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID review) {
        return ReviewJson.of(reviews.stored(actor, places.workspace(actor, workspace), review));
    }

    @GetMapping("/reviews/{review}/drift")
    @Operation(
            summary = "What changed since the review that was published before",
            description =
                    "Of a published review as it was found when it was published; of a ready one, against the "
                            + "review that it would supersede, as of now. With `against`, two that were published are compared.")
    DriftJson drift(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID review,
            @Parameter(description = "another review of the environment that was published") @RequestParam @Nullable
                    UUID against) {
        var workspaceId = places.workspace(actor, workspace);
        return against == null
                ? drifts.drift(actor, workspaceId, review).map(DriftJson::of).orElse(DriftJson.NOTHING)
                : DriftJson.of(drifts.between(actor, workspaceId, review, against));
    }
}

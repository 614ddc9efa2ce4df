package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.PublishedEnvironmentJson;
import io.runtruth.api.shapes.PublishedReviewJson;
import io.runtruth.reviews.PublishedEnvironment;
import io.runtruth.reviews.PublishedQueries;
import io.runtruth.reviews.ReviewQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}/published", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Published", description = "What is published for the customers of a workspace, as they read it")
class PublishedApi {

    private final PublishedQueries published;
    private final ReviewQueries reviews;
    private final Places places;

    PublishedApi(PublishedQueries published, ReviewQueries reviews, Places places) {
        this.published = published;
        this.reviews = reviews;
        this.places = places;
    }

    @GetMapping
    @Operation(
            summary = "Environments of which a review is published, by slug, each with its newest published reviews",
            description = "Whoever has nothing published finds nothing here, whatever there is else.")
    PageJson<PublishedEnvironmentJson> published(
            @Caller Actor.Person actor, @PathVariable String workspace, @ParameterObject NamedPage page) {
        var after = Objects.requireNonNullElse(page.after(), "");
        var found = published.page(actor, places.workspace(actor, workspace), page.wanted(), after, page.limitAndOne());
        return page.of(found, PublishedEnvironment::slug, PublishedEnvironmentJson::of);
    }

    @GetMapping("/{review}")
    @Operation(
            summary = "One published review with its document, as customers read it",
            description = "Whoever asks is told the same, also members who read reviews: those find the whole document "
                    + "at `/reviews/{review}`. A review that is not published, or is withdrawn, is not found.")
    PublishedReviewJson review(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID review) {
        return PublishedReviewJson.of(reviews.published(actor, places.workspace(actor, workspace), review));
    }
}

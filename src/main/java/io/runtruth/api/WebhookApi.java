package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.DeliveryJson;
import io.runtruth.api.shapes.NewWebhookJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.WebhookJson;
import io.runtruth.shared.Problem;
import io.runtruth.webhooks.NewWebhook;
import io.runtruth.webhooks.WebhookQueries;
import io.runtruth.webhooks.WebhookService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Webhooks", description = "Addresses that are told of endings, attention and finished reviews")
class WebhookApi {

    private final WebhookQueries webhooks;
    private final WebhookService service;
    private final Places places;

    WebhookApi(WebhookQueries webhooks, WebhookService service, Places places) {
        this.webhooks = webhooks;
        this.service = service;
        this.places = places;
    }

    @GetMapping
    @Operation(summary = "The workspace's webhooks, the oldest first; all of them, at most 20")
    PageJson<WebhookJson> webhooks(@Caller Actor.Person actor, @PathVariable String workspace) {
        return PageJson.whole(webhooks.all(actor, places.workspace(actor, workspace)), WebhookJson::of);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Have an address told of events",
            description = "The answer holds the secret that signs what is sent, this once.")
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "There are 20 already, or this node cannot seal secrets")
    ResponseEntity<WebhookJson> create(
            @Caller Actor.Person actor, @PathVariable String workspace, @RequestBody NewWebhookJson asked) {
        var events = Given.required("events", asked.events());
        if (events.contains(null)) {
            throw new Problem.InvalidInput("request.parameter", "events");
        }
        var webhook = NewWebhook.of(Given.required("url", asked.url()), events);
        var made = service.create(actor, places.workspace(actor, workspace), webhook);
        var address = ServletUriComponentsBuilder.fromCurrentRequestUri()
                .path("/{webhook}")
                .build(made.webhook().id());
        return ResponseEntity.created(address).body(WebhookJson.of(made));
    }

    @DeleteMapping("/{webhook}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Tell an address of nothing any more; what was on its way is dropped")
    @ApiResponse(responseCode = "204", description = "Removed")
    void delete(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID webhook) {
        service.delete(actor, places.workspace(actor, workspace), webhook);
    }

    @GetMapping("/{webhook}/deliveries")
    @Operation(summary = "What was sent to it, the newest event first; kept for 30 days")
    PageJson<DeliveryJson> deliveries(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID webhook,
            @ParameterObject Paging paging) {
        var place = places.workspace(actor, workspace);
        return PageJson.of(webhooks.deliveries(actor, place, webhook, paging.after(), paging.size()), DeliveryJson::of);
    }

    @PostMapping("/{webhook}/deliveries/{delivery}/send")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Send it again; one that waits is left as it is")
    @ApiResponse(responseCode = "204", description = "Will be sent")
    void sendAgain(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID webhook,
            @PathVariable UUID delivery) {
        service.sendAgain(actor, places.workspace(actor, workspace), webhook, delivery);
    }
}

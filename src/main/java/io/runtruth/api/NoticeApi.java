package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.access.NoticeChoiceQueries;
import io.runtruth.access.NoticeChoiceService;
import io.runtruth.api.shapes.NewNoticesJson;
import io.runtruth.api.shapes.NoticesJson;
import io.runtruth.mail.DigestQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/me/notifications", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Me")
class NoticeApi {

    private final NoticeChoiceQueries choices;
    private final NoticeChoiceService service;
    private final DigestQueries digests;

    NoticeApi(NoticeChoiceQueries choices, NoticeChoiceService service, DigestQueries digests) {
        this.choices = choices;
        this.service = service;
        this.digests = digests;
    }

    @GetMapping
    @Operation(
            summary = "What the caller is told of, on the bell and by e-mail",
            description = "What webhooks tell belongs to the workspace.")
    NoticesJson notices(@Caller Actor.Person actor) {
        return NoticesJson.of(choices.mine(actor), digests.road(actor));
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Choose what one is told of, and by which way; not for a token",
            description =
                    "What is left out is as usual again. Where and how often e-mails are sent is chosen in the console.")
    @ApiResponse(responseCode = "200", description = "As it is now", useReturnTypeSchema = true)
    NoticesJson choose(@Caller Actor.Person actor, @RequestBody NewNoticesJson asked) {
        service.choose(actor, asked.choices().all());
        return notices(actor);
    }
}

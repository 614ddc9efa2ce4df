package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.access.SessionQueries;
import io.runtruth.access.SessionService;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.SessionJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/me/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Me", description = "Who the caller is, and their own tokens and sessions")
class SessionApi {

    private final SessionQueries sessions;
    private final SessionService service;

    SessionApi(SessionQueries sessions, SessionService service) {
        this.sessions = sessions;
        this.service = service;
    }

    @GetMapping
    @Operation(summary = "The caller’s open sessions of the console, at most 50; not for a token")
    PageJson<SessionJson> sessions(@Caller Actor.Person actor) {
        return PageJson.whole(sessions.mine(actor), SessionJson::of);
    }

    @DeleteMapping("/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "End a session of one’s own; not for a token",
            description = "On every node, with its next request. Safe to repeat.")
    @ApiResponse(responseCode = "204", description = "Ended")
    void end(@Caller Actor.Person actor, @PathVariable UUID session) {
        service.end(actor, session);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End all sessions of one’s own; not for a token", description = "Safe to repeat.")
    @ApiResponse(responseCode = "204", description = "Ended")
    void endAll(@Caller Actor.Person actor) {
        service.endAll(actor);
    }
}

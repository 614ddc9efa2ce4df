package io.runtruth.api;

import io.runtruth.access.AccountQueries;
import io.runtruth.access.Actor;
import io.runtruth.access.TokenQueries;
import io.runtruth.access.TokenService;
import io.runtruth.access.TokenService.NewToken;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.api.shapes.MeJson;
import io.runtruth.api.shapes.NewTokenJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.TokenJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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
@RequestMapping(path = "/api/v1/me", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Me", description = "Who the caller is, and their own tokens and sessions")
class MeApi {

    private static final Duration USUAL = Duration.ofDays(90);

    private final AccountQueries accounts;
    private final WorkspaceQueries workspaces;
    private final TokenQueries tokens;
    private final TokenService service;
    private final Places places;
    private final Clock clock;

    MeApi(
            AccountQueries accounts,
            WorkspaceQueries workspaces,
            TokenQueries tokens,
            TokenService service,
            Places places,
            Clock clock) {
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.tokens = tokens;
        this.service = service;
        this.places = places;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "Who the caller is, in which workspaces, and what they may there")
    MeJson me(@Caller Actor.Person actor) {
        var token = actor.token();
        var account = accounts.me(actor);
        var acrossWorkspaces = account.systemOperator() && (token == null || token.workspaceId() == null);
        return MeJson.of(account, acrossWorkspaces, token == null ? null : token.tokenId(), workspaces.mine(actor));
    }

    @GetMapping("/tokens")
    @Operation(summary = "The caller’s own tokens, newest first; not for a token")
    PageJson<TokenJson> tokens(@Caller Actor.Person actor, @ParameterObject Paging paging) {
        return PageJson.of(tokens.mine(actor, paging.after(), paging.size()), TokenJson::of);
    }

    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a token; not for a token",
            description = "`token` is told once and kept as a hash only. It may what its person may at the moment of a "
                    + "call, and of that no more than is asked for here.")
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "As many as a person may have")
    TokenJson create(@Caller Actor.Person actor, @RequestBody NewTokenJson asked) {
        var made = service.create(actor.themselves(), of(actor, asked));
        return TokenJson.of(tokens.one(actor, made.id()), made.secret());
    }

    private NewToken of(Actor.Person actor, NewTokenJson asked) {
        var workspace = asked.workspace();
        var capabilities = asked.capabilities() == null ? List.<String>of() : asked.capabilities();
        return new NewToken(
                Given.required("name", asked.name()),
                workspace == null ? null : places.workspace(actor, workspace),
                capabilities.stream().map(Given::capability).collect(Collectors.toSet()),
                environments(actor, workspace, asked.environments()),
                asked.expiresAt() == null ? clock.instant().plus(USUAL) : asked.expiresAt());
    }

    private @Nullable Set<UUID> environments(Actor actor, @Nullable String workspace, @Nullable List<String> slugs) {
        return slugs == null ? null : places.environments(actor, Given.required("workspace", workspace), slugs);
    }

    @DeleteMapping("/tokens/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a token of one’s own; a token can revoke itself", description = "Safe to repeat.")
    @ApiResponse(responseCode = "204", description = "Revoked")
    void revoke(@Caller Actor.Person actor, @PathVariable UUID token) {
        service.revoke(actor, token);
    }
}

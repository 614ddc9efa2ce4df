package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.AttentionActionJson;
import io.runtruth.api.shapes.AttentionJson;
import io.runtruth.operations.attention.AttentionService;
import io.runtruth.operations.attention.AttentionStep;
import io.runtruth.shared.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collections;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}/runs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Runs")
class AttentionApi {

    private final AttentionService service;
    private final Places places;

    AttentionApi(AttentionService service, Places places) {
        this.service = service;
        this.places = places;
    }

    @PostMapping("/{run}/attention")
    @Operation(
            summary = "Deal with the question that a run asks: take it, let it wait, hand it over, close it",
            description =
                    "Changes nothing about how the run ended. Safe to repeat. A question ends when a person closes "
                            + "it with a note, or when a later run of the same type and environment succeeds.")
    @ApiResponse(responseCode = "200", description = "How it stands now", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description =
                    "Somebody else deals with it, or it has ended, or there is none; `attention` says how it stands")
    AttentionJson attention(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID run,
            @RequestBody AttentionActionJson asked) {
        return switch (step(actor, places.workspace(actor, workspace), run, asked)) {
            case AttentionStep.Done(var now) -> AttentionJson.of(now);
            case AttentionStep.Held(var now, var by) ->
                throw refusal("attention.taken", AttentionJson.of(now), by.name());
            case AttentionStep.Over(var now) when now == null -> throw refusal("attention.none", null);
            case AttentionStep.Over(var now) -> throw refusal("attention.over", AttentionJson.of(now));
        };
    }

    private AttentionStep step(Actor.Person actor, UUID workspaceId, UUID run, AttentionActionJson asked) {
        return switch (Given.required("action", asked.action())) {
            case "take" -> service.take(actor, workspaceId, run);
            case "release" -> service.release(actor, workspaceId, run);
            case "snooze" -> service.snooze(actor, workspaceId, run, Given.required("until", asked.until()));
            case "hand_over" -> service.handOver(actor, workspaceId, run, Given.required("to", asked.to()));
            case "note" -> service.note(actor, workspaceId, run, Given.required("note", asked.note()));
            case "close" -> service.close(actor, workspaceId, run, Given.required("note", asked.note()));
            default -> throw new Problem.InvalidInput("request.parameter", "action");
        };
    }

    private static Refusal refusal(String code, @Nullable AttentionJson now, Object... arguments) {
        return new Refusal(code, Collections.singletonMap("attention", now), arguments);
    }
}

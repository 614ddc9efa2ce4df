package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.evidence.EvidenceQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
        path = "/api/v1/workspaces/{workspace}/environments/{environment}/evidence",
        produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Evidence", description = "Outputs of assessment tools, imported for an environment")
class EvidenceApi {

    private final EvidenceQueries evidence;
    private final Places places;

    EvidenceApi(EvidenceQueries evidence, Places places) {
        this.evidence = evidence;
        this.places = places;
    }

    @GetMapping
    @Operation(summary = "The environment's evidence, last imported first")
    Page<Snapshot> evidence(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @ParameterObject Paging paging) {
        var scope = places.environment(actor, workspace, environment);
        return Page.of(evidence.page(actor, scope, paging.after(), paging.size()), Snapshot::of);
    }

    @GetMapping("/{snapshot}")
    @Operation(summary = "One snapshot")
    Snapshot snapshot(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable String environment,
            @PathVariable UUID snapshot) {
        var scope = places.environment(actor, workspace, environment);
        return Snapshot.of(evidence.detail(actor, scope, snapshot));
    }
}

package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.api.shapes.KeepingJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.operations.keeping.RunKeepingService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/keeping", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "System", description = "What looks across workspaces")
class KeepingApi {

    private final RunKeepingService keeping;

    KeepingApi(RunKeepingService keeping) {
        this.keeping = keeping;
    }

    @GetMapping
    @Operation(
            summary = "How long ended runs are kept, and what would be removed now",
            description = "For system operators. Nothing is removed by asking.")
    PageJson<KeepingJson> preview(@Caller Actor.Person actor) {
        return PageJson.whole(keeping.preview(actor), KeepingJson::of);
    }
}

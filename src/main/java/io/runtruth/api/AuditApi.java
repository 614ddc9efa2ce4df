package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditQueries;
import io.runtruth.access.AuditTable;
import io.runtruth.api.shapes.AuditEntryJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.shared.CsvTable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}/audit")
@Tag(name = "Audit", description = "Who did what, from where")
class AuditApi {

    private final AuditQueries audit;
    private final AuditTable table;
    private final Places places;

    AuditApi(AuditQueries audit, AuditTable table, Places places) {
        this.audit = audit;
        this.table = table;
        this.places = places;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The audit trail of the workspace, newest first",
            description = "With `Accept: text/csv` all that is asked for, as one table: times are UTC, and no cell is "
                    + "taken for a formula.")
    PageJson<AuditEntryJson> entries(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @ParameterObject AuditListing listing,
            @ParameterObject Paging paging) {
        var rows =
                audit.page(actor, places.workspace(actor, workspace), listing.filter(), paging.after(), paging.size());
        return PageJson.of(rows, AuditEntryJson::of);
    }

    @GetMapping(produces = CsvTable.MEDIA_TYPE)
    @Operation(hidden = true)
    void table(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @ParameterObject AuditListing listing,
            HttpServletResponse response)
            throws IOException {
        table.write(actor, places.workspace(actor, workspace), listing.filter(), CsvAnswer.to(response, table.file()));
    }
}

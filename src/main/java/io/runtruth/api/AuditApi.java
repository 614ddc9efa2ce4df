package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditQueries;
import io.runtruth.api.shapes.AuditEntryJson;
import io.runtruth.api.shapes.PageJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}/audit")
@Tag(name = "Audit", description = "Who did what, from where")
class AuditApi {

    static final String CSV = "text/csv";
    private static final int ROWS_AT_ONCE = 500;

    private final AuditQueries audit;
    private final Places places;

    AuditApi(AuditQueries audit, Places places) {
        this.audit = audit;
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

    /// Page by page, each with the right that the caller has at that moment: nothing is held for a slow reader.
    @GetMapping(produces = CSV)
    @Operation(hidden = true)
    void table(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @ParameterObject AuditListing listing,
            HttpServletResponse response)
            throws IOException {
        var place = places.workspace(actor, workspace);
        var filter = listing.filter();
        var page = audit.page(actor, place, filter, null, ROWS_AT_ONCE);
        response.setContentType(CSV + ";charset=UTF-8;header=present");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
        var out = response.getOutputStream();
        out.write(AuditTable.HEADING.getBytes(StandardCharsets.UTF_8));
        while (true) {
            for (var row : page.items()) {
                out.write(AuditTable.line(row).getBytes(StandardCharsets.UTF_8));
            }
            var next = page.next();
            if (next.isEmpty()) {
                return;
            }
            page = audit.page(actor, place, filter, next.get(), ROWS_AT_ONCE);
        }
    }
}

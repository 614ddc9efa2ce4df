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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/system/audit")
@Tag(name = "Audit", description = "Who did what, from where")
class SystemAuditApi {

    private final AuditQueries audit;
    private final AuditTable table;

    SystemAuditApi(AuditQueries audit, AuditTable table) {
        this.audit = audit;
        this.table = table;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What was done to accounts and to whole workspaces, newest first; for system operators",
            description = "What people do inside a workspace, and to their own account, is not in it. With "
                    + "`Accept: text/csv` as one table, like the trail of a workspace.")
    PageJson<AuditEntryJson> entries(
            @Caller Actor.Person actor, @ParameterObject AuditListing listing, @ParameterObject Paging paging) {
        return PageJson.of(
                audit.systemPage(actor, listing.filter(), paging.after(), paging.size()), AuditEntryJson::of);
    }

    @GetMapping(produces = CsvTable.MEDIA_TYPE)
    @Operation(hidden = true)
    void table(@Caller Actor.Person actor, @ParameterObject AuditListing listing, HttpServletResponse response)
            throws IOException {
        table.writeOfSystem(actor, listing.filter(), CsvAnswer.to(response, table.file()));
    }
}

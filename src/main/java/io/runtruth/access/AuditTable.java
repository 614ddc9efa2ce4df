package io.runtruth.access;

import io.runtruth.access.AuditQueries.AuditRow;
import io.runtruth.shared.CsvTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The audit trail as CSV, for the console and the API.
@Component
public class AuditTable {

    private static final CsvTable<AuditRow> TABLE = new CsvTable<>(
            "audit.csv",
            List.of(
                    "at",
                    "actor_kind",
                    "actor",
                    "origin",
                    "action",
                    "subject_type",
                    "subject_id",
                    "before",
                    "after",
                    "details"),
            AuditTable::cells);

    private static final int ROWS_AT_ONCE = 500;

    private final AuditQueries audit;

    AuditTable(AuditQueries audit) {
        this.audit = audit;
    }

    public String file() {
        return TABLE.file();
    }

    /// Each page with the right that the actor has at that moment.
    ///
    /// @throws io.runtruth.shared.Problem as [AuditQueries#page]
    public void write(Actor actor, UUID workspaceId, AuditFilter filter, CsvTable.Destination open) throws IOException {
        TABLE.write(after -> audit.page(actor, workspaceId, filter, after, ROWS_AT_ONCE), open);
    }

    /// As [AuditQueries#systemPage].
    public void writeOfSystem(Actor actor, AuditFilter filter, CsvTable.Destination open) throws IOException {
        TABLE.write(after -> audit.systemPage(actor, filter, after, ROWS_AT_ONCE), open);
    }

    private static List<@Nullable String> cells(AuditRow row) {
        return Arrays.asList(
                row.at().toString(),
                row.actorKind(),
                row.actorName(),
                row.origin(),
                row.action(),
                row.subjectType(),
                row.subjectId(),
                row.before(),
                row.after(),
                row.details());
    }
}

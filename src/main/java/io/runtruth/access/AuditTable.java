package io.runtruth.access;

import io.runtruth.access.AuditQueries.AuditRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The audit trail as CSV (RFC 4180), for the console and the API.
@Component
public class AuditTable {

    public static final String TYPE = "text/csv;charset=UTF-8;header=present";
    public static final String FILE = "audit.csv";

    private static final String HEADING =
            "at,actor_kind,actor,origin,action,subject_type,subject_id,before,after,details\r\n";

    /// What a spreadsheet takes for a formula, at the beginning of a cell.
    private static final String FORMULA = "=+-@\t\r\n|%";

    private static final int ROWS_AT_ONCE = 500;

    private final AuditQueries audit;

    AuditTable(AuditQueries audit) {
        this.audit = audit;
    }

    /// Page by page, each with the right that the actor has at that moment: nothing is held for a slow reader.
    ///
    /// @param open is asked for the place to write to once the first page was read: who may not is told so instead
    /// @throws io.runtruth.shared.Problem as [AuditQueries#page]
    public void write(Actor actor, UUID workspaceId, AuditFilter filter, Destination open) throws IOException {
        var page = audit.page(actor, workspaceId, filter, null, ROWS_AT_ONCE);
        var out = open.stream();
        out.write(HEADING.getBytes(StandardCharsets.UTF_8));
        while (true) {
            for (var row : page.items()) {
                out.write(line(row).getBytes(StandardCharsets.UTF_8));
            }
            var next = page.next();
            if (next.isEmpty()) {
                return;
            }
            page = audit.page(actor, workspaceId, filter, next.get(), ROWS_AT_ONCE);
        }
    }

    static String line(AuditRow row) {
        return Arrays.stream(new @Nullable String[] {
                            row.at().toString(),
                            row.actorKind(),
                            row.actorName(),
                            row.origin(),
                            row.action(),
                            row.subjectType(),
                            row.subjectId(),
                            row.before(),
                            row.after(),
                            row.details()
                        })
                        .map(AuditTable::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        var harmless = FORMULA.indexOf(
                                        text.stripLeading().isEmpty()
                                                ? ' '
                                                : text.stripLeading().charAt(0))
                                < 0
                        && FORMULA.indexOf(text.charAt(0)) < 0
                ? text
                : "'" + text;
        return harmless.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r')
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }

    /// Where the table goes.
    public interface Destination {

        OutputStream stream() throws IOException;
    }
}

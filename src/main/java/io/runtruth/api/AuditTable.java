package io.runtruth.api;

import io.runtruth.access.AuditQueries.AuditRow;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The audit trail as CSV (RFC 4180).
final class AuditTable {

    static final String HEADING = "at,actor_kind,actor,origin,action,subject_type,subject_id,before,after,details\r\n";

    /// What a spreadsheet takes for a formula, at the beginning of a cell.
    private static final String FORMULA = "=+-@\t\r\n|%";

    private AuditTable() {}

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
}

package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.runtruth.access.AuditQueries.AuditRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of the audit trail.
///
/// @param origin the address that it came from; null for what the console does itself
/// @param before the few values that changed, as they were; null where nothing is known of them
/// @param after the same, as they were from then on
@SnakeCase
public record AuditEntryJson(
        Instant at,
        AuditActorJson actor,
        @Nullable String origin,
        String action,
        AuditSubjectJson subject,

        @JsonRawValue @Schema(types = {"object", "null"}) @Nullable
        String before,

        @JsonRawValue @Schema(types = {"object", "null"}) @Nullable
        String after,

        @JsonRawValue @Schema(types = "object") String details) {

    public static AuditEntryJson of(AuditRow row) {
        return new AuditEntryJson(
                row.at(),
                new AuditActorJson(row.actorKind(), row.actorName()),
                row.origin(),
                row.action(),
                new AuditSubjectJson(row.subjectType(), row.subjectId()),
                row.before(),
                row.after(),
                row.details());
    }

    /// @param kind `user`, `token` or `system`
    @SnakeCase
    public record AuditActorJson(String kind, String name) {}

    @SnakeCase
    public record AuditSubjectJson(String type, String id) {}
}

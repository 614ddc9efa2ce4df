package io.runtruth.access;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Who did what, from where (contract 8); appended in the caller's transaction. The database refuses to change or
/// remove an entry.
@Repository
public class AuditTrail {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// @param workspaceId null for what belongs to none: accounts and sign-ins
    public void append(Actor actor, @Nullable UUID workspaceId, Entry entry) {
        append(actor, List.of(new Recorded(workspaceId, entry)));
    }

    /// In one statement.
    public void append(Actor actor, List<Recorded> entries) {
        jdbc.sql("""
                insert into audit_entry
                    (workspace_id, at, actor_kind, actor_id, actor_name, origin, action, subject_type, subject_id,
                    before, after, details)
                select "workspaceId", cast(:at as timestamptz), :kind, cast(:actor as uuid), :name, :origin,
                    entry ->> 'action', entry ->> 'subjectType', entry ->> 'subjectId', entry -> 'before',
                    entry -> 'after', entry -> 'details'
                from jsonb_to_recordset(cast(:entries as jsonb)) as recorded ("workspaceId" uuid, entry jsonb)
                """)
                .param("at", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("kind", actor.kind())
                .param("actor", actor.accountId().orElse(null))
                .param("name", actor.name())
                .param("origin", RequestOrigin.current().orElse(null))
                .param("entries", json.writeValueAsString(entries))
                .update();
    }

    /// @param workspaceId null for what belongs to none
    public record Recorded(@Nullable UUID workspaceId, Entry entry) {}

    /// @param action dotted lower case: `evidence.imported`
    /// @param before the few values that changed, as they were; empty for what is new
    /// @param after the same, as they are now; empty for what is gone
    /// @param details a few plain values; never content, never secrets
    public record Entry(
            String action,
            String subjectType,
            UUID subjectId,
            Map<String, Object> before,
            Map<String, Object> after,
            Map<String, Object> details) {

        public Entry {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
            details = Map.copyOf(details);
        }

        /// For what happened, where nothing has another value than before.
        public Entry(String action, String subjectType, UUID subjectId, Map<String, Object> details) {
            this(action, subjectType, subjectId, Map.of(), Map.of(), details);
        }

        public static Entry change(
                String action,
                String subjectType,
                UUID subjectId,
                Map<String, Object> before,
                Map<String, Object> after) {
            return new Entry(action, subjectType, subjectId, before, after, Map.of());
        }
    }
}

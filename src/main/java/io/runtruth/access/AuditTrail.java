package io.runtruth.access;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Who did what; appended in the caller's transaction.
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

    public void append(Actor actor, UUID workspaceId, Entry entry) {
        append(actor, List.of(new Recorded(workspaceId, entry)));
    }

    /// In one statement.
    public void append(Actor actor, List<Recorded> entries) {
        jdbc.sql("""
                insert into audit_entry
                    (workspace_id, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, details)
                select "workspaceId", cast(:at as timestamptz), :kind, cast(:actor as uuid), :name, entry ->> 'action', entry ->> 'subjectType',
                    entry ->> 'subjectId', entry -> 'details'
                from jsonb_to_recordset(cast(:entries as jsonb)) as recorded ("workspaceId" uuid, entry jsonb)
                """)
                .param("at", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                .param("kind", actor.kind())
                .param("actor", actor.accountId().orElse(null))
                .param("name", actor.name())
                .param("entries", json.writeValueAsString(entries))
                .update();
    }

    public record Recorded(UUID workspaceId, Entry entry) {}

    /// @param action dotted lower case: `evidence.imported`
    /// @param details a few plain values; never content, never secrets
    public record Entry(String action, String subjectType, UUID subjectId, Map<String, Object> details) {
        public Entry {
            details = Map.copyOf(details);
        }
    }
}

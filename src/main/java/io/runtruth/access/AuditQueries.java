package io.runtruth.access;

import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The audit trail of a workspace (contract 8), newest first.
@Component
public class AuditQueries {

    private final JdbcClient jdbc;
    private final Access access;

    AuditQueries(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// For those who may read the trail, and see all environments: it does not tell which entry belongs to which.
    ///
    /// @param size 1 or more
    /// @throws Problem.Forbidden `audit.all_environments` to a member for some environments only
    public KeyPage<AuditRow> page(Actor actor, UUID workspaceId, AuditFilter filter, @Nullable Cursor after, int size) {
        if (!access.require(actor, workspaceId, Capability.AUDIT_VIEW).all()) {
            throw new Problem.Forbidden("audit.all_environments");
        }
        var rows = jdbc.sql("""
                select id, at, actor_kind, actor_name, origin, action, subject_type, subject_id, before, after, details
                from audit_entry
                where workspace_id = :workspace
                and (cast(:actor as text) is null or actor_name = :actor)
                and (cast(:action as text) is null or action = :action or starts_with(action, cast(:action as text) || '.'))
                and (cast(:subject as text) is null or subject_id = :subject)
                and (cast(:from as timestamptz) is null or at >= :from)
                and (cast(:to as timestamptz) is null or at < :to)
                and (cast(:afterAt as timestamptz) is null or (at, id) < (:afterAt, cast(:afterId as bigint)))
                order by at desc, id desc
                limit :limit
                """)
                .param("workspace", workspaceId)
                .param("actor", filter.actor())
                .param("action", filter.action())
                .param("subject", filter.subject())
                .param("from", utc(filter.from()))
                .param("to", utc(filter.to()))
                .param("afterAt", after == null ? null : utc(after.at()))
                .param("afterId", after == null ? null : after.id().getLeastSignificantBits())
                .param("limit", size + 1)
                .query(AuditQueries::row)
                .list();
        return KeyPage.cut(rows, size, row -> new Cursor(row.at(), new UUID(0, row.number())));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static AuditRow row(ResultSet row, int index) throws SQLException {
        return new AuditRow(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor_kind"),
                row.getString("actor_name"),
                row.getString("origin"),
                row.getString("action"),
                row.getString("subject_type"),
                row.getString("subject_id"),
                row.getString("before"),
                row.getString("after"),
                row.getString("details"));
    }

    /// @param number of the entry, rising
    /// @param actorKind `user`, `token` or `system`
    /// @param origin the peer's address; null for a job
    /// @param before the few values that changed, as a JSON object; null where nothing is known of them
    /// @param after the same, as they were from then on
    /// @param details as a JSON object
    public record AuditRow(
            long number,
            Instant at,
            String actorKind,
            String actorName,
            @Nullable String origin,
            String action,
            String subjectType,
            String subjectId,
            @Nullable String before,
            @Nullable String after,
            String details) {}
}

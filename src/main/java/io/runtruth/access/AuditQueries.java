package io.runtruth.access;

import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Range;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The audit trail of a workspace (contract 8), newest first.
@Component
public class AuditQueries {

    private static final String IN_WORKSPACE = "\nwhere e.workspace_id = :workspace";

    private static final String FILTER = """

            and (cast(:actor as text) is null or e.actor_name = :actor)
            and (cast(:action as text) is null or e.action = :action
                or starts_with(e.action, cast(:action as text) || '.'))
            and (cast(:subject as text) is null or e.subject_id = :subject)
            and (cast(:from as timestamptz) is null or e.at >= :from)
            and (cast(:to as timestamptz) is null or e.at < :to)
            and (cast(:afterAt as timestamptz) is null or (e.at, e.id) < (:afterAt, cast(:afterId as bigint)))
            """;

    private static final String LINES = """
            select e.*, coalesce(a.display_name, m.name, t.name, w.name) as subject_name, m.slug as subject_slug
            from audit_entry e
            left join account a on a.id = case when e.subject_type = 'account' then cast(e.subject_id as uuid) end
            left join managed_environment m on m.workspace_id = e.workspace_id
                and m.id = case when e.subject_type = 'managed_environment' then cast(e.subject_id as uuid) end
            left join access_token t on t.workspace_id = e.workspace_id
                and t.id = case when e.subject_type = 'token' then cast(e.subject_id as uuid) end
            left join workspace w on w.id = e.workspace_id and e.subject_type = 'workspace'
            """;

    /// The newest of each action, and of each workspace, by its index.
    private static final String OF_SYSTEM = """

            where e.id = any (array(
                select newest.id
                from unnest(:ofAccounts) as done (action)
                cross join lateral (
                    select e.id
                    from audit_entry e
                    where e.workspace_id is null
                    and e.action = done.action
                    %1$s
                    order by e.at desc, e.id desc
                    limit :limit) newest
                union all
                select newest.id
                from workspace p
                cross join unnest(:ofWorkspaces) as done (action)
                cross join lateral (
                    select e.id
                    from audit_entry e
                    where e.workspace_id = p.id
                    and e.action = done.action
                    %1$s
                    order by e.at desc, e.id desc
                    limit :limit) newest))
            order by e.at desc, e.id desc
            limit :limit
            """.formatted(FILTER);

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
        requireAll(actor, workspaceId);
        var rows = asked("select e.* from audit_entry e" + IN_WORKSPACE + FILTER + """
                order by e.at desc, e.id desc
                limit :limit
                """, filter, after)
                .param("workspace", workspaceId)
                .param("limit", size + 1)
                .query(AuditQueries::row)
                .list();
        return page(rows, size);
    }

    /// What system operators did, and others to whole accounts; for system operators.
    ///
    /// @param size 1 or more
    public KeyPage<AuditRow> systemPage(Actor actor, AuditFilter filter, @Nullable Cursor after, int size) {
        access.requireSystemOperator(actor);
        var rows = ofSystem("select e.* from audit_entry e", EnumSet.allOf(SystemTrail.class), filter, after, size + 1)
                .query(AuditQueries::row)
                .list();
        return page(rows, size);
    }

    private static KeyPage<AuditRow> page(List<AuditRow> rows, int size) {
        return KeyPage.cut(rows, size, row -> new Cursor(row.at(), new UUID(0, row.number())));
    }

    /// A part of the same list, for a screen: with what its subjects are called today.
    public List<AuditLine> window(Actor actor, UUID workspaceId, AuditFilter filter, Range range) {
        requireAll(actor, workspaceId);
        var after = range.after();
        var upTo = range.upTo();
        return asked(LINES + IN_WORKSPACE + FILTER + """
                and (cast(:upToAt as timestamptz) is null or (e.at, e.id) <= (:upToAt, cast(:upToId as bigint)))
                order by e.at desc, e.id desc
                offset :skip
                limit :limit
                """, filter, after)
                .param("workspace", workspaceId)
                .param("upToAt", upTo == null ? null : utc(upTo.at()))
                .param("upToId", upTo == null ? null : upTo.id().getLeastSignificantBits())
                .param("skip", range.skip())
                .param("limit", range.limit())
                .query(AuditQueries::line)
                .list();
    }

    /// How many there are, up to the limit.
    public int count(Actor actor, UUID workspaceId, AuditFilter filter, Range range) {
        requireAll(actor, workspaceId);
        var upTo = range.upTo();
        return asked("select count(*) from (select 1 from audit_entry e" + IN_WORKSPACE + FILTER + """
                and (cast(:upToAt as timestamptz) is null or (e.at, e.id) <= (:upToAt, cast(:upToId as bigint)))
                limit :limit) counted
                """, filter, null)
                .param("workspace", workspaceId)
                .param("upToAt", upTo == null ? null : utc(upTo.at()))
                .param("upToId", upTo == null ? null : upTo.id().getLeastSignificantBits())
                .param("limit", range.limit())
                .query(Integer.class)
                .single();
    }

    /// These entries, in no order.
    public List<AuditLine> lines(Actor actor, UUID workspaceId, Collection<Long> numbers) {
        requireAll(actor, workspaceId);
        return jdbc.sql(LINES + "where e.workspace_id = :workspace and e.id = any (:numbers)")
                .param("workspace", workspaceId)
                .param("numbers", numbers.toArray(Long[]::new))
                .query(AuditQueries::line)
                .list();
    }

    /// What was done to things of one environment, in its order; also for those who may read the trail of
    /// some environments only. That these things belong to it, the caller has made sure of.
    ///
    /// @param without actions that are left out
    /// @param limit 1 or more; the newest count
    public List<AuditRow> about(
            Actor actor, Scope scope, Collection<UUID> subjects, Collection<String> without, int limit) {
        access.require(actor, scope, Capability.AUDIT_VIEW);
        return jdbc.sql("""
                select *
                from (
                    select e.*
                    from audit_entry e
                    where e.workspace_id = :workspace
                    and e.subject_id = any (:subjects)
                    and e.action <> all (:without)
                    order by e.at desc, e.id desc
                    limit :limit) newest
                order by at, id
                """)
                .param("workspace", scope.workspaceId())
                .param("subjects", subjects.stream().map(UUID::toString).toArray(String[]::new))
                .param("without", without.toArray(String[]::new))
                .param("limit", limit)
                .query(AuditQueries::row)
                .list();
    }

    /// The newest of what system operators did, for system operators.
    ///
    /// @param limit 1 or more
    public List<AuditLine> ofSystem(Actor actor, SystemTrail trail, int limit) {
        access.requireSystemOperator(actor);
        return ofSystem(LINES, Set.of(trail), AuditFilter.ALL, null, limit)
                .query(AuditQueries::line)
                .list();
    }

    private JdbcClient.StatementSpec ofSystem(
            String select, Set<SystemTrail> trails, AuditFilter filter, @Nullable Cursor after, int limit) {
        return asked(select + OF_SYSTEM, filter, after)
                .param("ofAccounts", SystemTrail.ofAccounts(trails))
                .param("ofWorkspaces", SystemTrail.ofWorkspaces(trails))
                .param("limit", limit);
    }

    private void requireAll(Actor actor, UUID workspaceId) {
        if (!access.require(actor, workspaceId, Capability.AUDIT_VIEW).all()) {
            throw new Problem.Forbidden("audit.all_environments");
        }
    }

    private JdbcClient.StatementSpec asked(String sql, AuditFilter filter, @Nullable Cursor after) {
        return jdbc.sql(sql)
                .param("actor", filter.actor())
                .param("action", filter.action())
                .param("subject", filter.subject())
                .param("from", utc(filter.from()))
                .param("to", utc(filter.to()))
                .param("afterAt", after == null ? null : utc(after.at()))
                .param("afterId", after == null ? null : after.id().getLeastSignificantBits());
    }

    private static AuditLine line(ResultSet row, int index) throws SQLException {
        return new AuditLine(row(row, index), row.getString("subject_name"), row.getString("subject_slug"));
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

    /// @param subjectName what it is called today; null where it has no name, or is gone
    /// @param subjectSlug of an environment
    public record AuditLine(
            AuditRow entry,
            @Nullable String subjectName,
            @Nullable String subjectSlug) {}
}

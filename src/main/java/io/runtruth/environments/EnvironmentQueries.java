package io.runtruth.environments;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Reach;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// The environments of a workspace, as far as an actor may know of them.
@Service
public class EnvironmentQueries {

    private static final int MOST = 1_000;
    private static final int MOST_OTHERS = 10;

    private final Access access;
    private final JdbcClient jdbc;

    EnvironmentQueries(Access access, JdbcClient jdbc) {
        this.access = access;
        this.jdbc = jdbc;
    }

    /// By name, at most 1,000; for everyone who may see reviews, runs or evidence of the workspace.
    public List<EnvironmentRow> all(Actor actor, UUID workspaceId) {
        return list(access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW));
    }

    /// The capability is asked for first: without it the answer is the same whether there is such an environment or
    /// not.
    ///
    /// @throws Problem.NotFound also for one outside the actor's list (I12)
    public EnvironmentRow bySlug(Actor actor, UUID workspaceId, String slug) {
        var reach = access.require(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW);
        return jdbc.sql("""
                select id, workspace_id, slug, name, archived_at
                from managed_environment
                where workspace_id = :workspace
                and slug = :slug
                and (:all or id = any (:environments))
                """)
                .param("workspace", reach.workspaceId())
                .param("slug", slug)
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .query(EnvironmentQueries::row)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    public EnvironmentRow byId(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        return jdbc.sql("""
                select id, workspace_id, slug, name, archived_at
                from managed_environment
                where workspace_id = :workspace
                and id = :environment
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query(EnvironmentQueries::row)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// For services that have checked the actor's right themselves.
    public boolean isArchived(Scope scope) {
        return jdbc.sql("""
                select archived_at is not null
                from managed_environment
                where workspace_id = :workspace
                and id = :environment
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// The identities the environment is known by, oldest first, at most 1,000.
    public List<KnownTarget> targets(Actor actor, Scope scope) {
        access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_VIEW);
        return known(scope);
    }

    /// The same, for services that have checked the actor's right.
    public List<TargetIdentity> targets(Scope scope) {
        return known(scope).stream().map(KnownTarget::identity).toList();
    }

    private List<KnownTarget> known(Scope scope) {
        return jdbc.sql("""
                select id, target_id, name, added_at
                from environment_target
                where workspace_id = :workspace
                and environment_id = :environment
                and unbound_at is null
                order by added_at, target_id
                limit :most
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("most", MOST)
                .query((row, _) -> new KnownTarget(
                        row.getObject("id", UUID.class),
                        new TargetIdentity(row.getString("target_id"), row.getString("name")),
                        row.getObject("added_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Whether the environment was known by this identity and was unbound from it; for services that have checked
    /// the actor's right.
    public boolean isUnbound(Scope scope, TargetIdentity target) {
        return jdbc.sql("""
                select 1
                from environment_target
                where workspace_id = :workspace
                and environment_id = :environment
                and target_id = :target
                and unbound_at is not null
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("target", target.id().toLowerCase(Locale.ROOT))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// The other environments that are known by this identity and that the actor may import into, by name; at most
    /// 10. Archived ones take nothing.
    public List<EnvironmentRow> othersKnownBy(Actor actor, Scope scope, TargetIdentity target) {
        var reach = access.require(actor, scope.workspaceId(), Capability.EVIDENCE_IMPORT);
        return jdbc.sql("""
                select e.id, e.workspace_id, e.slug, e.name, e.archived_at
                from environment_target t
                join managed_environment e on e.workspace_id = t.workspace_id and e.id = t.environment_id
                where t.workspace_id = :workspace
                and t.target_id = :target
                and t.unbound_at is null
                and e.id <> :environment
                and e.archived_at is null
                and (:all or e.id = any (:environments))
                order by e.name, e.id
                limit :most
                """)
                .param("workspace", reach.workspaceId())
                .param("target", target.id().toLowerCase(Locale.ROOT))
                .param("environment", scope.environmentId())
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .param("most", MOST_OTHERS)
                .query(EnvironmentQueries::row)
                .list();
    }

    /// All of them by name, archived ones too, for who manages the workspace.
    ///
    /// @param search a part of slug or name, in any case; empty for all
    /// @param after behind which the part begins; null from the first
    /// @param limit 1 or more
    public List<ManagedRow> managed(
            Actor actor, UUID workspaceId, String search, @Nullable EnvironmentKey after, int limit) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        return jdbc.sql("""
                select e.id, e.workspace_id, e.slug, e.name, e.archived_at, e.created_at, e.version,
                    (
                        select count(*)
                        from environment_target t
                        where t.workspace_id = e.workspace_id
                        and t.environment_id = e.id
                        and t.unbound_at is null) as targets
                from managed_environment e
                where e.workspace_id = :workspace
                and (:search = '' or position(:search in lower(e.slug || ' ' || e.name)) > 0)
                and (cast(:afterName as text) is null or (e.name, e.id) > (:afterName, cast(:afterId as uuid)))
                order by e.name, e.id
                limit :limit
                """)
                .param("workspace", workspaceId)
                .param("search", search.strip().toLowerCase(Locale.ROOT))
                .param("afterName", after == null ? null : after.name())
                .param("afterId", after == null ? null : after.id())
                .param("limit", limit)
                .query((row, index) -> new ManagedRow(
                        row(row, index),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getInt("targets"),
                        row.getLong("version")))
                .list();
    }

    private List<EnvironmentRow> list(Reach reach) {
        return jdbc.sql("""
                select id, workspace_id, slug, name, archived_at
                from managed_environment
                where workspace_id = :workspace
                and (:all or id = any (:environments))
                order by name, id
                limit :most
                """)
                .param("workspace", reach.workspaceId())
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .param("most", MOST)
                .query(EnvironmentQueries::row)
                .list();
    }

    private static EnvironmentRow row(ResultSet row, int index) throws SQLException {
        return new EnvironmentRow(
                new Scope(row.getObject("workspace_id", UUID.class), row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getObject("archived_at") != null);
    }

    public record EnvironmentRow(Scope scope, String slug, String name, boolean archived) {}

    /// A place in the order by name.
    public record EnvironmentKey(String name, UUID id) {}

    /// @param targets by how many it is known
    /// @param version for [EnvironmentService.EnvironmentChange]
    public record ManagedRow(EnvironmentRow environment, Instant createdAt, int targets, long version) {}
}

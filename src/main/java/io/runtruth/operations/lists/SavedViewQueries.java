package io.runtruth.operations.lists;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The views that somebody is offered.
@Component
public class SavedViewQueries {

    private final Access access;
    private final JdbcClient jdbc;

    SavedViewQueries(Access access, JdbcClient jdbc) {
        this.access = access;
        this.jdbc = jdbc;
    }

    /// Their own, then the shared ones, by name; of an environment that they may not see none is named (I12).
    public List<SavedView> of(Actor.Person actor, UUID workspaceId) {
        return listed(actor, workspaceId).stream().map(ListedView::view).toList();
    }

    /// The same, each with the slug of its environment.
    public List<ListedView> listed(Actor.Person actor, UUID workspaceId) {
        var reach = access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        return jdbc.sql("""
                select v.id, v.name, v.filter, v.environment_id, v.account_id is null as shared, e.slug
                from saved_view v
                left join managed_environment e on e.workspace_id = v.workspace_id and e.id = v.environment_id
                where v.workspace_id = :workspace
                and (v.account_id is null or v.account_id = :account)
                and (:all or v.environment_id is null or v.environment_id = any (:environments))
                order by v.account_id is null, lower(v.name), v.id
                limit :most
                """)
                .param("workspace", workspaceId)
                .param("account", actor.account())
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .param("most", SavedViewService.MOST_OWN + SavedViewService.MOST_SHARED)
                .query((row, index) -> new ListedView(read(row, index), row.getString("slug")))
                .list();
    }

    static SavedView read(ResultSet row, int index) throws SQLException {
        return new SavedView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("filter"),
                row.getObject("environment_id", UUID.class),
                row.getBoolean("shared"));
    }

    /// @param environment slug of the one that it is of; null for all
    public record ListedView(SavedView view, @Nullable String environment) {}
}

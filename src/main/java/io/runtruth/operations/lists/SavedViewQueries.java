package io.runtruth.operations.lists;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
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
        var reach = access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        return jdbc.sql("""
                select id, name, filter, environment_id, account_id is null as shared
                from saved_view
                where workspace_id = :workspace
                and (account_id is null or account_id = :account)
                and (:all or environment_id is null or environment_id = any (:environments))
                order by account_id is null, lower(name), id
                limit :most
                """)
                .param("workspace", workspaceId)
                .param("account", actor.account())
                .param("all", reach.all())
                .param("environments", reach.environmentArray())
                .param("most", SavedViewService.MOST_OWN + SavedViewService.MOST_SHARED)
                .query(SavedViewQueries::read)
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
}

package io.runtruth.operations.lists;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How somebody looks at the list of a workspace.
@Component
public class ListLayoutQueries {

    private final Access access;
    private final JdbcClient jdbc;

    ListLayoutQueries(Access access, JdbcClient jdbc) {
        this.access = access;
        this.jdbc = jdbc;
    }

    /// [ListLayout#USUAL] for whoever has chosen nothing.
    public ListLayout of(Actor.Person actor, UUID workspaceId) {
        access.require(actor, workspaceId, Capability.OPERATIONS_VIEW);
        return jdbc.sql("""
                select hidden, column_order, compact
                from list_layout
                where workspace_id = :workspace
                and account_id = :account
                """)
                .param("workspace", workspaceId)
                .param("account", actor.account())
                .query(ListLayoutQueries::read)
                .optional()
                .orElse(ListLayout.USUAL);
    }

    private static ListLayout read(ResultSet row, int index) throws SQLException {
        return new ListLayout(Set.copyOf(names(row, "hidden")), names(row, "column_order"), row.getBoolean("compact"));
    }

    private static List<String> names(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}

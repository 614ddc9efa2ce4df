package io.runtruth.operations.lists;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One row a person and workspace.
@Repository
class ListLayoutRepository {

    private final JdbcClient jdbc;

    ListLayoutRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return whether it was another one
    boolean keep(UUID workspaceId, UUID accountId, ListLayout layout) {
        return jdbc.sql("""
                insert into list_layout (workspace_id, account_id, hidden, column_order, compact)
                values (:workspace, :account, :hidden, :order, :compact)
                on conflict (workspace_id, account_id) do update
                set hidden = excluded.hidden, column_order = excluded.column_order, compact = excluded.compact
                where (list_layout.hidden, list_layout.column_order, list_layout.compact)
                    is distinct from (excluded.hidden, excluded.column_order, excluded.compact)
                """)
                        .param("workspace", workspaceId)
                        .param("account", accountId)
                        .param("hidden", layout.hidden().stream().sorted().toArray(String[]::new))
                        .param("order", layout.order().toArray(String[]::new))
                        .param("compact", layout.compact())
                        .update()
                > 0;
    }
}

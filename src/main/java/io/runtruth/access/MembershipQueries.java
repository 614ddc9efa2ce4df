package io.runtruth.access;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What one account is: its role in one workspace, and whether it looks across all. Read afresh for each decision:
/// a right that is taken away is gone at once.
@Component
class MembershipQueries {

    private final JdbcClient jdbc;

    MembershipQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<MembershipRow> find(UUID workspaceId, UUID accountId) {
        return jdbc.sql("""
                select m.role, m.all_environments, w.suspended_at is not null as suspended,
                    array(
                        select e.environment_id
                        from member_environment e
                        where e.workspace_id = m.workspace_id
                        and e.account_id = m.account_id) as environments
                from member m
                join account a on a.id = m.account_id
                join workspace w on w.id = m.workspace_id
                where m.workspace_id = :workspace
                and m.account_id = :account
                and a.disabled_at is null
                """)
                .param("workspace", workspaceId)
                .param("account", accountId)
                .query((row, _) -> new MembershipRow(
                        Role.of(row.getString("role")).capabilities(),
                        new Reach(workspaceId, row.getBoolean("all_environments"), ids(row.getArray("environments"))),
                        row.getBoolean("suspended")))
                .optional();
    }

    boolean isSystemOperator(UUID accountId) {
        return jdbc.sql("select system_operator from account where id = :account and disabled_at is null")
                .param("account", accountId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static Set<UUID> ids(Array array) throws SQLException {
        return Set.of((UUID[]) array.getArray());
    }

    /// @param suspended the workspace is: whatever the role, nothing is open there
    record MembershipRow(Set<Capability> capabilities, Reach reach, boolean suspended) {

        boolean may(Capability capability) {
            return !suspended && capabilities.contains(capability);
        }

        /// What the token leaves of it; nothing where it is for another workspace.
        Optional<MembershipRow> within(TokenGrant token) {
            return reach.workspaceId().equals(token.workspaceId())
                    ? Optional.of(new MembershipRow(token.within(capabilities), token.within(reach), suspended))
                    : Optional.empty();
        }
    }
}

package io.runtruth.environments;

import io.runtruth.shared.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The lock that every start, import and archiving of one environment takes first; it changes nothing.
@Repository
class EnvironmentHoldRepository {

    private final JdbcClient jdbc;

    EnvironmentHoldRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the transaction ends; foreign keys don't wait for it.
    ///
    /// @return false where the environment is archived
    boolean holdUnlessArchived(Scope scope) {
        return jdbc.sql("""
                select 1
                from managed_environment
                where workspace_id = :workspace
                and id = :environment
                and archived_at is null
                for no key update
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}

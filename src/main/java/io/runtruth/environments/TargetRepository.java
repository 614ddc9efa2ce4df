package io.runtruth.environments;

import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TargetRepository {

    private final JdbcClient jdbc;

    TargetRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One that was unbound is bound again.
    void insertIfMissing(Scope scope, TargetIdentity target, Instant at) {
        jdbc.sql("""
                insert into environment_target (workspace_id, environment_id, target_id, name, added_at)
                values (:workspace, :environment, :target, :name, :at)
                on conflict (workspace_id, environment_id, target_id)
                do update set unbound_at = null, added_at = excluded.added_at
                where environment_target.unbound_at is not null
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("target", target.id().toLowerCase(Locale.ROOT))
                .param("name", target.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// @return what it was; empty where there is none, or none any more
    Optional<TargetIdentity> unbind(Scope scope, UUID targetId, Instant at) {
        return jdbc.sql("""
                update environment_target
                set unbound_at = :at
                where workspace_id = :workspace
                and environment_id = :environment
                and id = :id
                and unbound_at is null
                returning target_id, name
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("id", targetId)
                .query((row, _) -> new TargetIdentity(row.getString("target_id"), row.getString("name")))
                .optional();
    }
}

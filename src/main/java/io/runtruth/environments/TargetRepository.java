package io.runtruth.environments;

import io.runtruth.shared.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TargetRepository {

    private final JdbcClient jdbc;

    TargetRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insertIfMissing(Scope scope, TargetIdentity target, Instant at) {
        jdbc.sql("""
                insert into environment_target (workspace_id, environment_id, target_id, name, added_at)
                values (:workspace, :environment, :target, :name, :at)
                on conflict (workspace_id, environment_id, target_id) do nothing
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("target", target.id().toLowerCase(Locale.ROOT))
                .param("name", target.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}

package io.runtruth.restore;

import io.runtruth.shared.Scope;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which place each environment has.
@Repository
class TargetPlaceRepository {

    private static final int MOST = 1_000;

    private final JdbcClient jdbc;

    TargetPlaceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Placed> find(Scope scope) {
        return jdbc.sql("""
                select w.slug, t.place, t.sealed_token, t.set_at, t.set_by
                from configuration_target t
                join workspace w on w.id = t.workspace_id
                where t.workspace_id = :workspace
                and t.environment_id = :environment
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .query((row, _) -> new Placed(
                        row.getString("slug"),
                        row.getString("place"),
                        row.getBytes("sealed_token"),
                        row.getObject("set_at", OffsetDateTime.class).toInstant(),
                        row.getString("set_by")))
                .optional();
    }

    /// Of the workspace, held until the transaction ends, so that no two are set at once.
    String holdWorkspace(Scope scope) {
        return jdbc.sql("select slug from workspace where id = :workspace for no key update")
                .param("workspace", scope.workspaceId())
                .query(String.class)
                .single();
    }

    /// Of the workspace's other environments.
    List<String> others(Scope scope) {
        return jdbc.sql("""
                select place
                from configuration_target
                where workspace_id = :workspace
                and environment_id <> :environment
                order by place
                limit :most
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("most", MOST)
                .query((row, _) -> row.getString("place"))
                .list();
    }

    /// @param sealedToken null for a folder, and for nothing else
    void set(Scope scope, String place, byte @Nullable [] sealedToken, Instant at, String by) {
        jdbc.sql("""
                insert into configuration_target (workspace_id, environment_id, place, sealed_token, set_at, set_by)
                values (:workspace, :environment, :place, :token, :at, :by)
                on conflict (environment_id)
                do update set place = excluded.place, sealed_token = excluded.sealed_token,
                    set_at = excluded.set_at, set_by = excluded.set_by
                """)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("place", place)
                .param("token", sealedToken, Types.BINARY)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    void clear(Scope scope) {
        jdbc.sql("delete from configuration_target where workspace_id = :workspace and environment_id = :environment")
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .update();
    }

    /// @param workspace its slug
    /// @param sealedToken null for a folder
    record Placed(String workspace, String place, byte @Nullable [] sealedToken, Instant setAt, String setBy) {

        TargetKind kind() {
            return TargetKind.of(place);
        }
    }
}

package io.runtruth.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class EvidenceChangeRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    EvidenceChangeRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param counts null where the two have nothing in common
    /// @return whether it was not kept yet
    boolean insertIfMissing(
            EvidenceSnapshot snapshot, EvidenceSnapshot before, @Nullable Map<ChangeKind, Long> counts) {
        return jdbc.sql("""
                insert into evidence_changes (workspace_id, environment_id, snapshot_id, before_id, counts)
                values (:workspace, :environment, :snapshot, :before, cast(:counts as jsonb))
                on conflict (snapshot_id, before_id) do nothing
                """)
                        .param("workspace", snapshot.scope().workspaceId())
                        .param("environment", snapshot.scope().environmentId())
                        .param("snapshot", snapshot.id())
                        .param("before", before.id())
                        .param("counts", counts == null ? null : json.writeValueAsString(counts))
                        .update()
                == 1;
    }
}

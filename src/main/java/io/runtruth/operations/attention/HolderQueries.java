package io.runtruth.operations.attention;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Role;
import io.runtruth.shared.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Who could deal with what the runs of an environment ask: its members that may manage operations.
@Service
public class HolderQueries {

    private static final int MOST = 500;

    private static final String[] MANAGING = Role.codesOf(Capability.OPERATIONS_MANAGE);

    private final Access access;
    private final JdbcClient jdbc;

    HolderQueries(Access access, JdbcClient jdbc) {
        this.access = access;
        this.jdbc = jdbc;
    }

    /// By name, at most 500; for whoever may deal with it themselves.
    ///
    /// @param environmentId null for what belongs to none
    /// @throws Problem where the actor may not manage operations there
    public List<Candidate> candidates(Actor actor, UUID workspaceId, @Nullable UUID environmentId) {
        var reach = access.require(actor, workspaceId, Capability.OPERATIONS_MANAGE);
        if (!reach.all() && (environmentId == null || !reach.environments().contains(environmentId))) {
            throw new Problem.NotFound("not_found");
        }
        return of(workspaceId, environmentId);
    }

    List<Candidate> of(UUID workspaceId, @Nullable UUID environmentId) {
        return jdbc.sql("""
                select m.account_id, a.display_name
                from member m
                join account a on a.id = m.account_id and a.disabled_at is null
                where m.workspace_id = :workspace
                and m.role = any (:managing)
                and (m.all_environments or exists (
                    select 1
                    from member_environment me
                    where me.workspace_id = m.workspace_id
                    and me.account_id = m.account_id
                    and me.environment_id = cast(:environment as uuid)))
                order by a.display_name, m.account_id
                limit :most
                """)
                .param("workspace", workspaceId)
                .param("managing", MANAGING)
                .param("environment", environmentId)
                .param("most", MOST)
                .query((row, _) ->
                        new Candidate(row.getObject("account_id", UUID.class), row.getString("display_name")))
                .list();
    }

    public record Candidate(UUID account, String name) {}
}

package io.runtruth.access;

import io.runtruth.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The workspaces that an actor may know of.
@Service
public class WorkspaceQueries {

    private static final int MOST = 200;

    private final JdbcClient jdbc;

    WorkspaceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those the actor is a member of, by name; at most 200.
    @Transactional(readOnly = true)
    public List<WorkspaceRow> mine(Actor actor) {
        return jdbc.sql("""
                select w.id, w.slug, w.name, m.role
                from member m
                join workspace w on w.id = m.workspace_id
                where m.account_id = :account
                order by w.name, w.id
                limit :most
                """)
                .param("account", actor.accountId().orElse(null))
                .param("most", MOST)
                .query(WorkspaceQueries::row)
                .list();
    }

    /// @throws Problem.NotFound also where there is one, but the actor is not its member (I12)
    @Transactional(readOnly = true)
    public WorkspaceRow bySlug(Actor actor, String slug) {
        return jdbc.sql("""
                select w.id, w.slug, w.name, m.role
                from workspace w
                join member m on m.workspace_id = w.id
                where w.slug = :slug
                and m.account_id = :account
                """)
                .param("slug", slug)
                .param("account", actor.accountId().orElse(null))
                .query(WorkspaceQueries::row)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
    }

    /// What an account may do anywhere, to be compared with what it might a moment ago: an open page that shows
    /// more than it still may has to go.
    @Transactional(readOnly = true)
    public Standing standing(Actor.Person person) {
        var memberships = jdbc.sql("""
                select concat_ws(' ', m.workspace_id, m.role, m.all_environments, (
                    select string_agg(cast(e.environment_id as text), ' ' order by e.environment_id)
                    from member_environment e
                    where e.workspace_id = m.workspace_id
                    and e.account_id = m.account_id))
                from member m
                where m.account_id = :account
                order by m.workspace_id
                """)
                .param("account", person.account())
                .query((row, _) -> row.getString(1))
                .list();
        var isSystemOperator = jdbc.sql("select system_operator from account where id = :account")
                .param("account", person.account())
                .query(Boolean.class)
                .optional()
                .orElse(false);
        return new Standing(memberships, isSystemOperator);
    }

    private static WorkspaceRow row(ResultSet row, int index) throws SQLException {
        return new WorkspaceRow(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                Role.of(row.getString("role")));
    }

    /// @param role the actor's own
    public record WorkspaceRow(UUID id, String slug, String name, Role role) {
        public boolean may(Capability capability) {
            return role.may(capability);
        }
    }

    /// @param memberships each with its role and its environments, in one order; only to be compared
    public record Standing(List<String> memberships, boolean systemOperator) {
        public Standing {
            memberships = List.copyOf(memberships);
        }
    }
}

package io.runtruth.operations.reads;

import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Role;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// The bell's entries, read from the runs: of the person's own workspaces and environments only (I12).
@Service
public class NoticeQueries {

    /// How many are told at once.
    public static final int MOST = 20;

    private static final String[] MANAGING = Arrays.stream(Role.values())
            .filter(role -> role.may(Capability.OPERATIONS_MANAGE))
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);

    private static final String[] VIEWING = Arrays.stream(Role.values())
            .filter(role -> role.may(Capability.OPERATIONS_VIEW))
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);

    private final JdbcClient jdbc;

    NoticeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Newest first, at most 20.
    public List<Notice> recent(Actor.Person person) {
        return jdbc.sql("""
                with reach as (
                    select m.workspace_id, m.all_environments, m.role = any (:managing) as manages
                    from member m
                    where m.account_id = :account
                    and m.role = any (:viewing)),
                own as (
                    select r.*
                    from operation_run r
                    where r.initiator_id = :account
                    and r.notice_at is not null
                    order by r.notice_at desc, r.id desc
                    limit :most),
                attention as (
                    select r.*
                    from reach
                    cross join lateral (
                        select r.*
                        from operation_run r
                        where r.workspace_id = reach.workspace_id
                        and r.notice_at is not null
                        and (r.outcome in ('blocked', 'failed') or r.attention_code is not null)
                        and (reach.all_environments or exists (
                            select 1
                            from member_environment me
                            where me.workspace_id = reach.workspace_id
                            and me.account_id = :account
                            and me.environment_id = r.environment_id))
                        order by r.notice_at desc, r.id desc
                        limit :most) r
                    where reach.manages)
                select r.id, w.slug, e.name, r.type, r.outcome, coalesce(r.attention_code, r.failure_code) as reason,
                    r.outcome in ('blocked', 'failed') or r.attention_code is not null as needs_attention,
                    r.attention_code is not null as flagged,
                    r.notice_at, r.notice_at > coalesce(seen.seen_at, '-infinity') as unread
                from (select * from own union select * from attention) r
                join reach on reach.workspace_id = r.workspace_id
                join workspace w on w.id = r.workspace_id
                left join managed_environment e on e.workspace_id = r.workspace_id and e.id = r.environment_id
                left join notice_seen seen on seen.account_id = :account
                where reach.all_environments
                or exists (
                    select 1
                    from member_environment me
                    where me.workspace_id = reach.workspace_id
                    and me.account_id = :account
                    and me.environment_id = r.environment_id)
                order by r.notice_at desc, r.id desc
                limit :most
                """)
                .param("managing", MANAGING)
                .param("viewing", VIEWING)
                .param("account", person.account())
                .param("most", MOST)
                .query(NoticeQueries::notice)
                .list();
    }

    private static Notice notice(ResultSet row, int index) throws SQLException {
        return new Notice(
                row.getObject("id", java.util.UUID.class),
                row.getString("slug"),
                row.getString("name"),
                OperationType.of(row.getString("type")),
                RunOutcome.of(row.getString("outcome")),
                row.getString("reason"),
                row.getBoolean("needs_attention"),
                row.getBoolean("flagged"),
                row.getTimestamp("notice_at").toInstant(),
                row.getBoolean("unread"));
    }
}

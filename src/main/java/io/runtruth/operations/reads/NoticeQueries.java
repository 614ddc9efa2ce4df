package io.runtruth.operations.reads;

import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.Role;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// The bell's entries, read from the runs: of the person's own workspaces and environments only (I12).
@Service
public class NoticeQueries {

    /// How many are told at once.
    public static final int MOST = 20;

    private static final String[] MANAGING = Arrays.stream(Role.values())
            .filter(role -> role.may(Capability.OPERATIONS_MANAGE))
            .map(Role::code)
            .toArray(String[]::new);

    private static final String[] VIEWING = Arrays.stream(Role.values())
            .filter(role -> role.may(Capability.OPERATIONS_VIEW))
            .map(Role::code)
            .toArray(String[]::new);

    private static final String TOLD = """
            r.id, r.workspace_id, r.environment_id, r.type, r.outcome, r.attention_code, r.failure_code, r.notice_at""";

    /// Which of them: a time, and of the person's own runs some kinds of endings.
    private static final String SELECT = """
            with reach as (
                select m.workspace_id, w.slug, m.all_environments, m.role = any (:managing) as manages,
                    array(
                        select me.environment_id
                        from member_environment me
                        where me.workspace_id = m.workspace_id
                        and me.account_id = m.account_id) as environments
                from member m
                join workspace w on w.id = m.workspace_id
                where m.account_id = :account
                and w.suspended_at is null
                and m.role = any (:viewing)),
            own as (
                select reach.slug, r.*
                from reach
                cross join lateral (
                    select %1$s
                    from operation_run r
                    where r.initiator_id = :account
                    and r.workspace_id = reach.workspace_id
                    and r.notice_at is not null %2$s %3$s
                    and (reach.all_environments or r.environment_id = any (reach.environments))
                    order by r.notice_at desc, r.id desc
                    limit :most) r),
            of_workspaces as (
                select whole.slug, r.*
                from (select * from reach where manages and all_environments) whole
                cross join lateral (
                    select %1$s
                    from operation_run r
                    where r.workspace_id = whole.workspace_id
                    and r.notice_at is not null %2$s
                    and (r.outcome in ('blocked', 'failed') or r.attention_code is not null)
                    order by r.notice_at desc, r.id desc
                    limit :most) r),
            of_environments as (
                select place.slug, r.*
                from (
                    select workspace_id, slug, unnest(environments) as environment_id
                    from reach
                    where manages
                    and not all_environments) place
                cross join lateral (
                    select %1$s
                    from operation_run r
                    where r.workspace_id = place.workspace_id
                    and r.environment_id = place.environment_id
                    and r.notice_at is not null %2$s
                    and (r.outcome in ('blocked', 'failed') or r.attention_code is not null)
                    order by r.notice_at desc, r.id desc
                    limit :most) r),
            told as (
                select * from own
                union
                select * from of_workspaces
                union
                select * from of_environments
                order by notice_at desc, id desc
                limit :most)
            select told.id, told.slug, e.name, told.type, told.outcome,
                coalesce(told.attention_code, told.failure_code) as reason,
                told.outcome in ('blocked', 'failed') or told.attention_code is not null as needs_attention,
                told.attention_code is not null as flagged,
                told.notice_at, told.notice_at > coalesce(seen.seen_at, '-infinity') as unread
            from told
            left join managed_environment e on e.workspace_id = told.workspace_id and e.id = told.environment_id
            left join notice_seen seen on seen.account_id = :account
            order by told.notice_at desc, told.id desc
            """;

    private static final String RECENT = SELECT.formatted(TOLD, "", "");

    /// What was read on the bell needs nobody to be told of it elsewhere.
    private static final String NEEDING =
            SELECT.formatted(TOLD, """
            and r.notice_at <= :upTo
            and r.notice_at > greatest(:after, (select s.seen_at from notice_seen s where s.account_id = :account))
            """, "and (r.outcome in ('blocked', 'failed') or r.attention_code is not null)");

    private final JdbcClient jdbc;

    NoticeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Newest first, at most 20.
    public List<Notice> recent(Actor.Person person) {
        return jdbc.sql(RECENT)
                .param("managing", MANAGING)
                .param("viewing", VIEWING)
                .param("account", person.account())
                .param("most", MOST)
                .query(NoticeQueries::notice)
                .list();
    }

    /// Of the same those that need attention, of a time, and not read on the bell yet; newest first.
    ///
    /// @param after later than that
    /// @param upTo and up to that
    /// @param most 1 or more
    public List<Notice> needing(Actor.Person person, Instant after, Instant upTo, int most) {
        return jdbc.sql(NEEDING)
                .param("managing", MANAGING)
                .param("viewing", VIEWING)
                .param("account", person.account())
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("upTo", upTo.atOffset(ZoneOffset.UTC))
                .param("most", most)
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

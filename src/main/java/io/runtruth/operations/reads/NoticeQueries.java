package io.runtruth.operations.reads;

import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.NoticeChoiceQueries;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.Role;
import io.runtruth.operations.OperationRunColumns;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.queue.QueueClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// The bell's entries, read from the runs: of the person's own workspaces and environments only (I12).
@Service
public class NoticeQueries {

    /// How many are told at once.
    public static final int MOST = 20;

    /// A question that nobody has taken by then is told to all who could.
    public static final Duration TAKEN_WITHIN = Duration.ofMinutes(15);

    /// So many of their own endings in a workspace are looked at for somebody who wants some of them only.
    private static final int LOOKED_AT = 500;

    private static final String[] VIEWING = Role.codesOf(Capability.OPERATIONS_VIEW);

    private static final String TOLD = """
            r.id, r.workspace_id, r.environment_id, r.type, r.outcome, r.attention_code, r.failure_code, r.notice_at,
                (%s) is true as asks,""".formatted(OperationRunColumns.ASKS);

    /// By the index, newest first, and no further than the list goes. What waits is somebody's, and waits no more once
    /// they can no longer deal with it.
    private static final String OF_NOBODY = """
            and r.notice_at <= :freeSince
                    and (
                        select c.free_since > :freeSince or %s
                        from run_attention c
                        where c.run_id = r.id) is not true""".formatted(AttentionColumns.IS_HELD);

    private static final String TO_ALL = """
            greatest(r.notice_at, (select c.free_since from run_attention c where c.run_id = r.id))
                        + make_interval(secs => :freeFor) as told_at, 3 as rank""";

    /// How a run `r` of the person's own ended, and whether they want to be told of that.
    private static final String CALM = "r.outcome = 'succeeded' and r.attention_code is null";

    private static final String WANTED = "case when " + CALM + " then :succeeded else :otherwise end";

    /// Which of them: a time, and of the person's own runs some kinds of endings. Of a run that is told for
    /// several reasons, the first of them that the person wants counts: it is theirs to deal with, they
    /// started it, it is nobody's.
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
                from (select * from reach where :succeeded or :otherwise) reach
                cross join lateral (
                    select *
                    from (
                        select %1$s r.notice_at as told_at, 2 as rank
                        from operation_run r
                        %7$s
                        where r.initiator_id = :account
                        and r.workspace_id = reach.workspace_id
                        and r.notice_at is not null %2$s %3$s
                        and (reach.all_environments or r.environment_id = any (reach.environments))
                        order by r.notice_at desc, r.id desc
                        limit :looked) r
                    where %9$s
                    order by told_at desc, id desc
                    limit :most) r),
            mine as (
                select reach.slug, r.*
                from (select * from reach where manages and :mine) reach
                cross join lateral (
                    select *
                    from (
                        select %1$s greatest(r.notice_at, case when c.handed_over then c.taken_at end, c.waits_until)
                            as told_at, 1 as rank
                        from run_attention c
                        join operation_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
                        where c.taken_by = :account
                        and c.workspace_id = reach.workspace_id
                        and (c.waits_until is null or c.waits_until <= :now)
                        and r.notice_at is not null
                        and %6$s
                        and (reach.all_environments or r.environment_id = any (reach.environments))) r
                    where true %4$s
                    order by told_at desc, id desc
                    limit :most) r),
            of_workspaces as (
                select whole.slug, r.*
                from (select * from reach where manages and all_environments and :untaken) whole
                cross join lateral (
                    select %1$s %5$s
                    from operation_run r
                    where r.workspace_id = whole.workspace_id
                    and r.notice_at is not null %10$s
                    and %6$s
                    %8$s
                    order by r.notice_at desc, r.id desc
                    limit :most) r),
            of_environments as (
                select place.slug, r.*
                from (
                    select workspace_id, slug, unnest(environments) as environment_id
                    from reach
                    where manages
                    and not all_environments
                    and :untaken) place
                cross join lateral (
                    select %1$s %5$s
                    from operation_run r
                    where r.workspace_id = place.workspace_id
                    and r.environment_id = place.environment_id
                    and r.notice_at is not null %10$s
                    and %6$s
                    %8$s
                    order by r.notice_at desc, r.id desc
                    limit :most) r),
            told as (
                select *
                from (
                    select distinct on (id) *
                    from (
                        select * from own
                        union all
                        select * from mine
                        union all
                        select * from of_workspaces
                        union all
                        select * from of_environments) every
                    order by id, rank) once
                order by told_at desc, id desc
                limit :most)
            select told.id, told.slug, e.name, told.type, told.outcome,
                coalesce(told.attention_code, told.failure_code) as reason, told.asks as needs_attention,
                told.attention_code is not null as flagged, told.notice_at, told.told_at,
                told.told_at > coalesce(seen.seen_at, '-infinity') as unread
            from told
            left join managed_environment e on e.workspace_id = told.workspace_id and e.id = told.environment_id
            left join notice_seen seen on seen.account_id = :account
            order by told.told_at desc, told.id desc
            """;

    private static final String RECENT = select("", "", "", "", "");

    /// Up to when they have read the bell counts only for what the bell tells them.
    private static final String NOT_READ = """
            and %1$s <= :upTo
            and %1$s > greatest(:after, case when %2$s
                then (select s.seen_at from notice_seen s where s.account_id = :account) end)
            """;

    /// What was read on the bell needs nobody to be told of it elsewhere, nor what somebody else deals with.
    private static final String TO_MAIL = select(
            AttentionColumns.JOIN,
            NOT_READ.formatted("r.notice_at", "case when " + CALM + " then :bellSucceeded else :bellOtherwise end"),
            "and case when " + CALM + " then :succeeded else :otherwise and " + OperationRunColumns.ASKS + """
             and (holder.account_id is null
                        or (holder.account_id = :account and (c.waits_until is null or c.waits_until <= :now))) end""",
            NOT_READ.formatted("told_at", ":bellMine"),
            NOT_READ.formatted("r.notice_at", ":bellUntaken"));

    private static String select(String joined, String own, String ownOnly, String mine, String untaken) {
        return SELECT.formatted(
                TOLD, own, ownOnly, mine, TO_ALL, OperationRunColumns.ASKS, joined, OF_NOBODY, WANTED, untaken);
    }

    private final NoticeChoiceQueries choices;
    private final JdbcClient jdbc;
    private final QueueClock clock;

    NoticeQueries(NoticeChoiceQueries choices, JdbcClient jdbc, QueueClock clock) {
        this.choices = choices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// How the runs ended that the person started, and what needs attention where they may manage
    /// operations: what they deal with, and what nobody has dealt with for 15 minutes; not while it waits.
    /// What of it they want on the bell, newest first, at most 20; where they want some of their own
    /// endings only, of the last 500 in each workspace.
    public List<Notice> recent(Actor.Person person) {
        var now = clock.now();
        var wanted = choices.of(person, NoticeWay.BELL);
        var isAllOfOwn = wanted.containsAll(EnumSet.of(NoticeKind.RUN_SUCCEEDED, NoticeKind.RUN_ENDED_OTHERWISE));
        return asked(RECENT, person, wanted, now)
                .param("freeSince", now.minus(TAKEN_WITHIN).atOffset(ZoneOffset.UTC))
                .param("freeFor", TAKEN_WITHIN.toSeconds())
                .param("looked", isAllOfOwn ? MOST : LOOKED_AT)
                .param("most", MOST)
                .query(NoticeQueries::notice)
                .list();
    }

    /// Those of a time that the person wants by e-mail, not read yet on a bell that tells them: how their own runs
    /// ended,
    /// of which only those that succeeded need nobody, and what needs attention, neither waiting nor
    /// anybody else's; newest first.
    ///
    /// @param after later than that
    /// @param upTo and up to that
    /// @param most 1 or more
    public List<Notice> toMail(Actor.Person person, Instant after, Instant upTo, int most) {
        var now = clock.now();
        var chosen = choices.mine(person);
        var bell = chosen.by(NoticeWay.BELL);
        return asked(TO_MAIL, person, chosen.by(NoticeWay.MAIL), now)
                .param("bellSucceeded", bell.contains(NoticeKind.RUN_SUCCEEDED))
                .param("bellOtherwise", bell.contains(NoticeKind.RUN_ENDED_OTHERWISE))
                .param("bellMine", bell.contains(NoticeKind.ATTENTION_MINE))
                .param("bellUntaken", bell.contains(NoticeKind.ATTENTION_UNTAKEN))
                .param("freeSince", now.atOffset(ZoneOffset.UTC))
                .param("freeFor", 0)
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("upTo", upTo.atOffset(ZoneOffset.UTC))
                .param("looked", most)
                .param("most", most)
                .query(NoticeQueries::notice)
                .list();
    }

    private JdbcClient.StatementSpec asked(String sql, Actor.Person person, Set<NoticeKind> wanted, Instant now) {
        return jdbc.sql(sql)
                .param("managing", AttentionColumns.MANAGING)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("viewing", VIEWING)
                .param("account", person.account())
                .param("succeeded", wanted.contains(NoticeKind.RUN_SUCCEEDED))
                .param("otherwise", wanted.contains(NoticeKind.RUN_ENDED_OTHERWISE))
                .param("mine", wanted.contains(NoticeKind.ATTENTION_MINE))
                .param("untaken", wanted.contains(NoticeKind.ATTENTION_UNTAKEN));
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
                row.getTimestamp("told_at").toInstant(),
                row.getBoolean("unread"));
    }
}

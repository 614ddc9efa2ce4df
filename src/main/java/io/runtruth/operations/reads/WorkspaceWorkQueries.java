package io.runtruth.operations.reads;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.ListedKeys;
import io.runtruth.access.Reach;
import io.runtruth.access.Role;
import io.runtruth.operations.OperationType;
import io.runtruth.operations.RunOutcome;
import io.runtruth.operations.queue.NodeRole;
import io.runtruth.operations.queue.NodeSession;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.operations.reads.WorkspaceWork.CountedRuns;
import io.runtruth.operations.reads.WorkspaceWork.DayEndings;
import io.runtruth.operations.reads.WorkspaceWork.Endings;
import io.runtruth.operations.reads.WorkspaceWork.Workers;
import io.runtruth.operations.reads.WorkspaceWork.WorkspaceStanding;
import io.runtruth.shared.Range;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Counts of runs for pages that stand before the lists: none is counted further than a list is, and what is read
/// follows the reader's own environments.
@Service
public class WorkspaceWorkQueries {

    /// Days of endings that are told.
    public static final int DAYS = 30;

    private static final int MOST = Range.MOST_SKIPPED;
    private static final int MOST_ENDINGS = 5_000;
    private static final RunFilter NEEDS_YOU = new RunFilter(false, true, false, null, null, null, null);
    private static final RunFilter RUNNING = new RunFilter(true, false, false, null, null, null, null);

    /// Of one workspace after the other, whose member's environments are all or listed.
    private static final String STANDINGS = """
        select m.workspace_id, e.number as environments, n.number as needing, n.oldest as needing_since,
            a.number as running, a.oldest as running_since
        from member m
        join workspace w on w.id = m.workspace_id and w.suspended_at is null
        cross join lateral (
            select count(*) as number
            from (
                select e.id
                from managed_environment e
                where m.all_environments
                and e.workspace_id = m.workspace_id
                union all
                select e.environment_id
                from member_environment e
                where not m.all_environments
                and e.workspace_id = m.workspace_id
                and e.account_id = m.account_id
                limit :most) counted) e
        cross join lateral (%1$s) n
        cross join lateral (%2$s) a
        where m.account_id = :account
        and m.workspace_id = any (:workspaces)
        and m.role = any (:roles)
        """;

    /// The newest of one kind, of a whole workspace or of each listed environment.
    private static final String COUNTED = """
        select count(*) as number, min(created_at) as oldest
        from (
            (select r.created_at
            from operation_run r
            where m.all_environments
            and r.workspace_id = m.workspace_id
            %1$s
            order by r.created_at desc, r.id desc
            limit :further)
            union all
            (select r.created_at
            from member_environment e
            cross join lateral (
                select r.created_at
                from operation_run r
                where r.workspace_id = e.workspace_id
                and r.environment_id = e.environment_id
                %1$s
                order by r.created_at desc, r.id desc
                limit :further) r
            where not m.all_environments
            and e.workspace_id = m.workspace_id
            and e.account_id = m.account_id
            limit :further)) counted
        """;

    private static final String[] ROLES = Role.codesOf(Capability.OPERATIONS_VIEW);

    private final Access access;
    private final JdbcClient jdbc;
    private final LateRunQueries late;
    private final QueueClock clock;

    WorkspaceWorkQueries(Access access, JdbcClient jdbc, LateRunQueries late, QueueClock clock) {
        this.access = access;
        this.jdbc = jdbc;
        this.late = late;
        this.clock = clock;
    }

    /// @param part of what the actor may see
    /// @throws io.runtruth.shared.Problem where the actor may not see the workspace's runs
    public WorkspaceWork work(Actor actor, Reach part) {
        var reach = seen(actor, part);
        return new WorkspaceWork(
                counted(reach, NEEDS_YOU, late.of(reach)), counted(reach, RUNNING, List.of()), workers());
    }

    /// Of the 30 days before now, those that have ended of the newest 5,000 runs.
    ///
    /// @param part as above
    /// @param zone whose days they are
    public Endings endings(Actor actor, Reach part, ZoneId zone) {
        var reach = seen(actor, part);
        var keys = new ListedKeys(reach, null, Range.newest(MOST_ENDINGS));
        var days = jdbc.sql(
                        """
                        select cast(r.completed_at at time zone :zone as date) as day, r.outcome, r.decided, count(*) as number,
                            count(*) filter (where r.contradicted) as contradicted
                        from (%s) found
                        cross join lateral (
                            select r.completed_at, r.outcome, (r.context -> 'reconciliation') is not null as decided,
                                r.attention_code is not distinct from 'run.late_report_contradicts' as contradicted
                            from operation_run r
                            where r.workspace_id = :workspace
                            and r.id = found.id
                            limit 1) r
                        group by 1, 2, 3
                        order by 1, 2, 3
                        """.formatted(keys.of("operation_run", "and r.status = 'completed' and r.created_at > :since")))
                .params(keys.parameters())
                .param("zone", zone.getId())
                .param("since", clock.now().minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Group(
                        new DayEndings(
                                row.getObject("day", LocalDate.class),
                                RunOutcome.of(row.getString("outcome")),
                                row.getBoolean("decided"),
                                row.getInt("number")),
                        row.getInt("contradicted")))
                .list();
        var total = days.stream().mapToInt(group -> group.day().number()).sum();
        var decided = days.stream().filter(group -> group.day().decided()).toList();
        return new Endings(
                days.stream().map(Group::day).toList(),
                total,
                total == MOST_ENDINGS,
                decided.stream().mapToInt(group -> group.day().number()).sum(),
                decided.stream().mapToInt(Group::contradicted).sum());
    }

    /// Of the same runs, those that their workers ended as succeeded; by type, none for a type without any.
    ///
    /// @param part as above
    public List<DurationSpread> durations(Actor actor, Reach part) {
        var reach = seen(actor, part);
        var keys = new ListedKeys(reach, null, Range.newest(MOST_ENDINGS));
        var groups = jdbc.sql(
                        """
                        select t.type, t.bucket, count(*) as number,
                            percentile_disc(0.5) within group (order by t.seconds) as half,
                            percentile_disc(0.95) within group (order by t.seconds) as most
                        from (%s) found
                        cross join lateral (
                            select r.type, lasted.seconds, width_bucket(lasted.seconds, :bounds) as bucket
                            from operation_run r
                            cross join lateral (
                                select cast(greatest(extract(epoch from r.completed_at - r.started_at), 0) as double precision)
                                    as seconds) lasted
                            where r.workspace_id = :workspace
                            and r.id = found.id
                            and r.outcome = 'succeeded'
                            and r.started_at is not null
                            and (r.context -> 'reconciliation') is null
                            limit 1) t
                        group by grouping sets ((t.type), (t.type, t.bucket))
                        order by t.type, t.bucket nulls first
                        """.formatted(keys.of("operation_run", "and r.status = 'completed' and r.created_at > :since")))
                .params(keys.parameters())
                .param(
                        "bounds",
                        DurationSpread.BOUNDS.stream()
                                .mapToDouble(Duration::toSeconds)
                                .toArray())
                .param("since", clock.now().minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new DurationGroup(
                        OperationType.of(row.getString("type")),
                        row.getObject("bucket", Integer.class),
                        row.getInt("number"),
                        seconds(row.getDouble("half")),
                        seconds(row.getDouble("most"))))
                .list();
        return groups.stream()
                .filter(it -> it.bucket() == null)
                .map(all -> all.spread(groups))
                .toList();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    /// @param workspaceIds only of these; left out are those whose runs the person may not see
    public List<WorkspaceStanding> standings(Actor.Person person, Collection<UUID> workspaceIds) {
        return jdbc.sql(STANDINGS.formatted(
                        COUNTED.formatted(RunsListed.NEEDS_ATTENTION), COUNTED.formatted(RunsListed.IS_ACTIVE)))
                .param("account", person.account())
                .param("workspaces", workspaceIds.toArray(UUID[]::new))
                .param("roles", ROLES)
                .param("most", MOST)
                .param("further", MOST + 1)
                .query((row, _) -> new WorkspaceStanding(
                        row.getObject("workspace_id", UUID.class),
                        row.getInt("environments"),
                        counted(row, "needing", "needing_since"),
                        counted(row, "running", "running_since")))
                .list();
    }

    private Reach seen(Actor actor, Reach part) {
        var seen = access.require(actor, part.workspaceId(), Capability.OPERATIONS_VIEW);
        if (seen.all()) {
            return part;
        }
        var both = part.all()
                ? seen.environments()
                : part.environments().stream()
                        .filter(seen.environments()::contains)
                        .collect(Collectors.toSet());
        return new Reach(part.workspaceId(), false, both);
    }

    private static CountedRuns counted(ResultSet row, String number, String oldest) throws SQLException {
        var found = row.getInt(number);
        return new CountedRuns(Math.min(found, MOST), found > MOST, instant(row.getTimestamp(oldest)));
    }

    private CountedRuns counted(Reach reach, RunFilter filter, List<UUID> lateRuns) {
        var list = new RunsListed(reach, filter, Range.newest(MOST + 1), lateRuns);
        return jdbc.sql("select count(*) as number, min(created_at) as oldest from (%s) counted".formatted(list.keys()))
                .params(list.parameters())
                .query((row, _) -> counted(row, "number", "oldest"))
                .single();
    }

    private Workers workers() {
        return jdbc.sql("""
            select count(*) filter (where seen_at > :thereSince) as there, count(*) as known, (
                select finished_at
                from reconciler_pass
                where finished_at is not null
                order by id desc
                limit 1) as last_pass
            from node
            where gone_at is null
            and role <> :web
            """)
                .param("thereSince", clock.now().minus(NodeSession.THERE_WITHIN).atOffset(ZoneOffset.UTC))
                .param("web", NodeRole.WEB.code())
                .query((row, _) ->
                        new Workers(row.getInt("there"), row.getInt("known"), instant(row.getTimestamp("last_pass"))))
                .single();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private record Group(DayEndings day, int contradicted) {}

    /// @param bucket null for all of the type
    private record DurationGroup(
            OperationType type, @Nullable Integer bucket, int number, Duration half, Duration most) {

        DurationSpread spread(List<DurationGroup> groups) {
            var counts = new ArrayList<>(Collections.nCopies(DurationSpread.BOUNDS.size() + 1, 0));
            groups.stream()
                    .filter(it -> it.type == type && it.bucket != null)
                    .forEach(it -> counts.set(it.bucket, it.number));
            return new DurationSpread(type, half, most, counts);
        }
    }
}

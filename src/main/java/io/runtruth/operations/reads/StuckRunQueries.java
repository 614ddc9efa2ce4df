package io.runtruth.operations.reads;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.queue.QueueClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The active runs of all workspaces that do not get on. Looked for from the queue's side, where they are few:
/// entries that are due for longer than expected or whose worker has fallen silent; and among the oldest active
/// runs those without an entry, for whatever still gets on ends before them. However many runs wait in good
/// order, none of these is read.
@Component
public class StuckRunQueries {

    /// How many of the oldest active runs are looked at for an entry that is gone.
    private static final int MOST_WITHOUT_ENTRY = 1_000;

    private static final Set<Freshness.State> IN_ORDER = EnumSet.of(
            Freshness.State.WAITING,
            Freshness.State.RETRY_SCHEDULED,
            Freshness.State.WORKING,
            Freshness.State.WORKING_LONG,
            Freshness.State.UNKNOWN,
            Freshness.State.DONE);

    private final JdbcClient jdbc;
    private final ActiveRunQueries active;
    private final Freshness.Thresholds thresholds;
    private final QueueClock clock;

    StuckRunQueries(JdbcClient jdbc, ActiveRunQueries active, Freshness.Thresholds thresholds, QueueClock clock) {
        this.jdbc = jdbc;
        this.active = active;
        this.thresholds = thresholds;
        this.clock = clock;
    }

    /// Lost, silent and long-waiting ones, oldest first.
    ///
    /// @param most 1 to 1,000
    public List<ActiveRun> stuck(int most) {
        var now = clock.now();
        return active.these(found(now.minus(thresholds.silentAfter()), now.minus(shortestWait()), most)).stream()
                .filter(it -> !IN_ORDER.contains(it.freshness()))
                .limit(most)
                .toList();
    }

    /// Only those that nobody works on any more, oldest first.
    ///
    /// @param most 1 to 1,000
    public List<ActiveRun> lost(int most) {
        return active.these(found(clock.now().minus(thresholds.deadAfter()), Instant.EPOCH, most)).stream()
                .filter(it -> it.freshness() == Freshness.State.LOST)
                .limit(most)
                .toList();
    }

    private static Duration shortestWait() {
        return Arrays.stream(OperationType.values())
                .map(OperationType::expectedWait)
                .min(Duration::compareTo)
                .orElseThrow();
    }

    /// An entry was due before its worker took it, so both kinds of entries are found by when they were due.
    ///
    /// @param silentSince entries whose last heartbeat is not after it
    /// @param dueBefore entries that nobody has taken and that were due by then
    private List<UUID> found(Instant silentSince, Instant dueBefore, int most) {
        return jdbc.sql("""
                with held_up as materialized (
                    select task_instance
                    from scheduled_tasks
                    where execution_time <= :latest
                    and task_name = any (:types)
                    and (picked and last_heartbeat <= :silent or not picked and execution_time <= :due)
                    order by execution_time
                    limit :most),
                without_entry as (
                    select r.id
                    from (
                        select id, type
                        from operation_run
                        where status in ('queued', 'running')
                        and created_at <= :oldEnough
                        order by created_at, id
                        limit :looked) r
                    left join lateral (
                        select true as there
                        from scheduled_tasks t
                        where t.task_name = r.type
                        and t.task_instance = cast(r.id as text)
                        limit 1) entry on true
                    where entry.there is null
                    limit :most)
                select cast(task_instance as uuid) as id
                from held_up
                union
                select id
                from without_entry
                """)
                .param("latest", at(silentSince.isAfter(dueBefore) ? silentSince : dueBefore))
                .param("silent", at(silentSince))
                .param("due", at(dueBefore))
                .param("oldEnough", at(clock.now().minus(thresholds.grace())))
                .param("looked", MOST_WITHOUT_ENTRY)
                .param(
                        "types",
                        Arrays.stream(OperationType.values())
                                .map(OperationType::code)
                                .toArray(String[]::new))
                .param("most", most)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

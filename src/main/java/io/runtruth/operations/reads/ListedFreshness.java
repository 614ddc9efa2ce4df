package io.runtruth.operations.reads;

import io.runtruth.operations.OperationType;
import io.runtruth.operations.queue.NodeSession;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/// The runs of one freshness, as a condition of a list. It is [Freshness#of] said in the words of the database, from
/// the queue's own records as they are at that moment; a test holds the two equal. Only active runs are looked at, so
/// its cost follows the active work (contract 13).
///
/// @param state not `DONE`, which is a matter of the run alone
/// @param now the database's
record ListedFreshness(Freshness.State state, Instant now, Freshness.Thresholds thresholds) {

    private static final String STATE = """
            case
                when t.task_name is null then case when r.created_at > :young then 'waiting' else 'lost' end
                when t.picked and (t.last_heartbeat is null or t.picked_by is null) then 'unknown'
                when t.picked and t.last_heartbeat <= :deadSince
                    then case when r.created_at > :young then 'silent' else 'lost' end
                when t.picked and t.last_heartbeat <= :silentSince then 'silent'
                when t.picked and coalesce(r.started_at, r.created_at) < usual.working_since then 'working_long'
                when t.picked then 'working'
                when t.consecutive_failures > 0 and t.execution_time > :now then 'retry_scheduled'
                when t.execution_time <= :now and not exists (
                    select 1
                    from node
                    where role <> 'web'
                    and gone_at is null
                    and seen_at > :thereSince) then 'no_worker'
                when t.execution_time < usual.waiting_since then 'waiting_long'
                else 'waiting'
                end""";

    /// Compared within: the planner takes a truth of unknown kind for one of two, and a word for one of many.
    static final String IS_STATE = """
            (select %s = :freshness
            from unnest(cast(:types as text[]), cast(cast(:waitingSince as text[]) as timestamptz[]),
                cast(cast(:workingSince as text[]) as timestamptz[])) as usual (type, waiting_since, working_since)
            left join scheduled_tasks t on t.task_name = r.type and t.task_instance = cast(r.id as text)
            where usual.type = r.type)""".formatted(STATE);

    static final String CONDITION = RunsListed.IS_ACTIVE + "\nand " + IS_STATE;

    Map<String, Object> parameters() {
        return Map.of(
                "freshness",
                state.code(),
                "now",
                at(now),
                "young",
                at(now.minus(thresholds.grace())),
                "silentSince",
                at(now.minus(thresholds.silentAfter())),
                "deadSince",
                at(now.minus(thresholds.deadAfter())),
                "thereSince",
                at(now.minus(NodeSession.THERE_WITHIN)),
                "types",
                Arrays.stream(OperationType.values()).map(OperationType::code).toArray(String[]::new),
                "waitingSince",
                ofEach(OperationType::expectedWait),
                "workingSince",
                ofEach(OperationType::expectedWork));
    }

    /// As text: the driver takes no array of moments.
    private String[] ofEach(Function<OperationType, Duration> expected) {
        return Arrays.stream(OperationType.values())
                .map(type -> now.minus(expected.apply(type)).toString())
                .toArray(String[]::new);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

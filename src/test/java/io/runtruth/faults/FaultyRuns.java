package io.runtruth.faults;

import static org.awaitility.Awaitility.await;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.operations.Via;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestEvidence;
import io.runtruth.testing.TestWorkspaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Compositions that something is done to, each of an environment of its own, and what became of them by the
/// database.
@TestComponent
class FaultyRuns {

    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private final EnvironmentReviewService reviews;
    private final TestWorkspaces some;
    private final TestEvidence evidence;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    FaultyRuns(
            EnvironmentReviewService reviews,
            TestWorkspaces some,
            TestEvidence evidence,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.reviews = reviews;
        this.some = some;
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    record Started(UUID id, Scope scope) {}

    Started start() {
        return start(_ -> {});
    }

    /// @param before what is to happen before any worker can see the run
    Started start(Consumer<UUID> before) {
        var workspace = some.workspace();
        var scope = some.environment(workspace);
        Actor reviewer = some.person(workspace, Role.REVIEWER);
        evidence.snapshot(scope, Instant.parse("2026-11-01T08:00:00Z"), "pass", "fail", "warning", "manual");
        return transaction.execute(_ -> {
            var dispatched = (Dispatched) reviews.create(reviewer, scope, new StartRequest(Via.CONSOLE, null));
            before.accept(dispatched.runId());
            return new Started(dispatched.runId(), scope);
        });
    }

    /// The queue forgets the run.
    void loseEntry(UUID runId) {
        jdbc.sql("delete from scheduled_tasks where task_instance = ?")
                .param(runId.toString())
                .update();
    }

    /// The queue forgets everything, also what recurs.
    void loseQueue() {
        jdbc.sql("delete from scheduled_tasks").update();
    }

    /// The session by which the node is told from a dead one ends, and nothing else of it.
    void endLockSession(String node) {
        var ended = jdbc.sql("""
                select pg_terminate_backend(a.pid)
                from pg_stat_activity a
                join pg_locks l on l.pid = a.pid
                where a.application_name = ?
                and l.locktype = 'advisory'
                and l.objsubid = 1
                and l.granted
                """).param(node).query(Boolean.class).list();
        if (!ended.equals(List.of(true))) {
            throw new AssertionError(node + " had not one lock but " + ended.size());
        }
    }

    /// How long its worker has said by now that it lives, since it began.
    Duration heardFor(Started run) {
        return jdbc.sql("""
                select coalesce(max(t.last_heartbeat - r.started_at), interval '0')
                from operation_run r
                left join scheduled_tasks t on t.task_instance = r.id::text
                where r.id = ?
                """)
                .param(run.id)
                .query((row, _) -> Duration.ofSeconds(((PGInterval) row.getObject(1)).getWholeSeconds()
                        + 60L * ((PGInterval) row.getObject(1)).getMinutes()))
                .single();
    }

    /// The server notices that a process is gone: in a session that stands still it would not.
    void endSessions(String node) {
        await("the sessions of " + node + " end")
                .until(() -> jdbc.sql(
                                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?")
                        .param(node)
                        .query(Boolean.class)
                        .list()
                        .isEmpty());
    }

    /// How long it took from the fault to the end, and what is wrong with it; nothing, in the ordinary case.
    ///
    /// @param takenUp from the fault until a worker picked the run up again; null where none did
    record Ended(
            Started run,
            int attempts,
            Duration took,
            @Nullable Duration takenUp,
            List<String> wrong) {}

    /// Waits until the run is completed and the queue is done with it.
    Ended ended(Started run, Instant fault, Duration limit) {
        try {
            await().atMost(limit)
                    .pollInterval(LOOK_EVERY)
                    .ignoreExceptionsInstanceOf(DataAccessException.class)
                    .until(() -> look(run).settled());
        } catch (ConditionTimeoutException _) {
            // what was not reached is in what is seen now
        }
        var seen = look(run);
        var end = seen.completedAt == null ? fault.plus(limit) : seen.completedAt;
        var took = Duration.between(fault, end);
        return new Ended(
                run, seen.attempts, took.isNegative() ? Duration.ZERO : took, takenUp(run, fault), seen.wrong());
    }

    private @Nullable Duration takenUp(Started run, Instant fault) {
        return jdbc.sql("""
                select at
                from run_event
                where run_id = ?
                and kind = 'picked_up'
                and at > ?
                order by id
                limit 1
                """)
                .params(run.id, fault.atOffset(ZoneOffset.UTC))
                .query((row, _) -> Duration.between(fault, row.getTimestamp(1).toInstant()))
                .optional()
                .orElse(null);
    }

    /// How many reports that came after the end, and agreed with it, are on the timeline.
    int lateReportsThatAgree(Started run) {
        return jdbc.sql("""
                select count(*)
                from run_event
                where run_id = ?
                and kind = 'late_report'
                and details ->> 'agrees' = 'true'
                """).param(run.id).query(Integer.class).single();
    }

    List<String> timeline(Started run) {
        return jdbc.sql("""
                select concat_ws(' ', to_char(at, 'HH24:MI:SS.MS'), kind, attempt, outcome, reason_code, node, details)
                from run_event
                where run_id = ?
                order by id
                """).param(run.id).query(String.class).list();
    }

    private Seen look(Started run) {
        return jdbc.sql("""
                select r.status, r.outcome, r.attempt, r.attention_code, r.completed_at,
                    (select count(*) from scheduled_tasks t where t.task_instance = r.id::text) as entries,
                    (select count(*) from environment_review v where v.environment_id = r.environment_id) as reviews,
                    (select count(*) from environment_review v
                        where v.environment_id = r.environment_id and v.status = 'ready' and v.run_id = r.id) as ready,
                    (select count(*) from run_event e where e.run_id = r.id and e.outcome = 'failed') as failures
                from operation_run r
                where r.id = ?
                """).param(run.id).query(FaultyRuns::seen).single();
    }

    private static Seen seen(ResultSet row, int index) throws SQLException {
        var completed = row.getTimestamp("completed_at");
        return new Seen(
                row.getString("status") + " " + row.getString("outcome"),
                row.getInt("attempt"),
                row.getString("attention_code"),
                completed == null ? null : completed.toInstant(),
                row.getInt("entries"),
                row.getInt("reviews"),
                row.getInt("ready"),
                row.getInt("failures"));
    }

    private record Seen(
            String status,
            int attempts,
            String attention,
            Instant completedAt,
            int entries,
            int reviews,
            int ready,
            int failures) {

        boolean settled() {
            return completedAt != null && entries == 0;
        }

        List<String> wrong() {
            var wrong = new ArrayList<String>();
            expect(status.equals("completed succeeded"), "it is " + status, wrong);
            expect(attention == null, "it asks for attention: " + attention, wrong);
            expect(entries == 0, "the queue still has it", wrong);
            expect(reviews == 1 && ready == 1, reviews + " reviews, " + ready + " of them its own and ready", wrong);
            expect(failures == 0, "its timeline tells of a failure", wrong);
            return wrong;
        }

        private static void expect(boolean right, String otherwise, List<String> wrong) {
            if (!right) {
                wrong.add(otherwise);
            }
        }
    }
}

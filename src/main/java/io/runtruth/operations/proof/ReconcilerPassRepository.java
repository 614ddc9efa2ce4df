package io.runtruth.operations.proof;

import io.runtruth.access.Actor;
import io.runtruth.operations.ReconciliationSource;
import io.runtruth.shared.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What each pass of the reconciler did, and how far it came.
@Repository
class ReconcilerPassRepository {

    private static final int KEPT = 1_000;

    /// A scheduled pass that began longer ago than this is not gone on with when it was broken off: a new one
    /// begins.
    private static final Duration RESUMABLE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReconcilerPassRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Goes on where the scheduled pass before was broken off, once: if that is broken off too, what breaks it
    /// may be behind that place, and all runs are looked at again from the oldest.
    Begun begin(ReconciliationSource source, String node, Instant at) {
        jdbc.sql("""
                delete from reconciler_pass
                where id <= (select id from reconciler_pass order by id desc offset :kept limit 1)
                """).param("kept", KEPT).update();
        jdbc.sql("""
                delete from pass_request
                where id <= (select id from pass_request order by id desc offset :kept limit 1)
                """).param("kept", KEPT).update();
        var begun = insert(source, node, at);
        if (source == ReconciliationSource.OPERATOR) {
            answer(begun.id());
        }
        return begun;
    }

    private Begun insert(ReconciliationSource source, String node, Instant at) {
        return jdbc.sql("""
                with last as (
                    select finished_at, started_at, reached_at, reached_id, resumed
                    from reconciler_pass
                    where source = :source
                    order by id desc
                    limit 1),
                broken_off as (
                    select reached_at, reached_id
                    from last
                    where finished_at is null
                    and :source = 'scheduled'
                    and not resumed
                    and started_at > :resumable)
                insert into reconciler_pass
                    (source, node, started_at, resumed, reached_at, reached_id, looked_at, decided, followed, left_alone)
                values (:source, :node, :at, exists (select from broken_off),
                    (select reached_at from broken_off), (select reached_id from broken_off), 0, '{}', '{}', '{}')
                returning id, reached_at, reached_id
                """)
                .param("source", source.code())
                .param("node", node)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("resumable", at.minus(RESUMABLE).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Begun(
                        row.getLong("id"),
                        row.getObject("reached_id") == null
                                ? null
                                : new Cursor(
                                        row.getTimestamp("reached_at").toInstant(),
                                        row.getObject("reached_id", UUID.class))))
                .single();
    }

    /// All that was asked for before the pass began, also what a pass was to answer that was broken off.
    private void answer(long passId) {
        jdbc.sql("""
                update pass_request
                set pass_id = :pass
                where pass_id is null
                or pass_id in (select id from reconciler_pass where finished_at is null and id < :pass)
                """).param("pass", passId).update();
    }

    /// Keeps the request, and lets the queue take up the recurring pass at its next look. One that is under way
    /// sees the request at its end.
    ///
    /// @return its id
    long request(Actor actor, Instant at) {
        var request = jdbc.sql("""
                insert into pass_request (asked_at, actor_id, actor_name)
                values (:at, :actor, :name)
                returning id
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor.accountId().orElse(null))
                .param("name", actor.name())
                .query(Long.class)
                .single();
        jdbc.sql("""
                update scheduled_tasks
                set execution_time = :at, version = version + 1
                where task_name = :task
                and not picked
                and execution_time > :at
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("task", OperationLifecycleReconciler.RECURRING)
                .update();
        return request;
    }

    /// Who has asked for a pass that has not begun, or was broken off. Only between two passes.
    Optional<Actor> firstOpen() {
        return jdbc.sql("""
                select actor_id, actor_name
                from pass_request
                where pass_id is null
                or pass_id in (select id from reconciler_pass where finished_at is null)
                order by id
                limit 1
                """)
                .query((row, _) -> asker(row.getObject("actor_id", UUID.class), row.getString("actor_name")))
                .optional();
    }

    private static Actor asker(@Nullable UUID account, String name) {
        return account == null ? new Actor.System(name) : new Actor.Person(account, name, true);
    }

    /// @param after where to begin; null for the oldest active run
    record Begun(long id, @Nullable Cursor after) {}

    void advance(long passId, Cursor reached, PassTally tally) {
        jdbc.sql("""
                update reconciler_pass
                set reached_at = :at, reached_id = :run, looked_at = :lookedAt, decided = cast(:decided as jsonb),
                    followed = cast(:followed as jsonb), left_alone = cast(:leftAlone as jsonb)
                where id = :id
                """)
                .param("at", reached.at().atOffset(ZoneOffset.UTC))
                .param("run", reached.id())
                .param("lookedAt", tally.lookedAt())
                .param("decided", json.writeValueAsString(tally.decided()))
                .param("followed", json.writeValueAsString(tally.followed()))
                .param("leftAlone", json.writeValueAsString(tally.leftAlone()))
                .param("id", passId)
                .update();
    }

    void finish(long passId, Instant at) {
        jdbc.sql("update reconciler_pass set finished_at = :at where id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", passId)
                .update();
    }
}

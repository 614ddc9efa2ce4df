package io.runtruth.operations.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a node says and asks on the session that is its own. Rows of nodes are locked before rows of entries.
final class NodeSessionRepository {

    private final JdbcClient jdbc;

    NodeSessionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The server's process that answers this statement; the same for all of a session.
    int backend() {
        return jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
    }

    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /// A connection that is only half there is to be noticed in seconds, by the server too: it frees the lock then.
    void noticeSilence() {
        List.of("tcp_keepalives_idle = 5", "tcp_keepalives_interval = 2", "tcp_keepalives_count = 3")
                .forEach(setting -> jdbc.sql("set " + setting).update());
    }

    /// For as long as the session is there.
    boolean lock(long key) {
        return jdbc.sql("select pg_try_advisory_lock(:key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    /// Makes the node's row; again where the answer to the first time was lost. What it held under the name
    /// before and nobody took from it is its own under this one.
    ///
    /// @param before null at the start of the process
    /// @param lockKey null where the heartbeats alone tell whether it lives
    void begin(String name, Node node, @Nullable String before, @Nullable Long lockKey, Duration clockAhead) {
        jdbc.sql("""
                with before as (
                    delete from node
                    where name = cast(:before as text)
                    returning name),
                kept as (
                    update scheduled_tasks t
                    set picked_by = :name
                    from before
                    where t.picked
                    and t.picked_by = before.name)
                insert into node (name, role, version, started_at, seen_at, lock_key, clock_ahead_ms)
                values (:name, :role, :version, now(), now(), :key, :ahead)
                on conflict (name) do update
                set seen_at = excluded.seen_at, lock_key = excluded.lock_key, gone_at = null,
                    clock_ahead_ms = excluded.clock_ahead_ms
                """)
                .param("before", before)
                .param("name", name)
                .param("role", node.role().code())
                .param("version", node.build().version())
                .param("key", lockKey)
                .param("ahead", clockAhead.toMillis())
                .update();
    }

    /// Says that the node is there.
    ///
    /// @return the database's time; empty where the node's row is gone
    Optional<Instant> say(String name, Duration clockAhead) {
        return jdbc.sql("""
                update node
                set seen_at = now(), clock_ahead_ms = :ahead
                where name = :name
                returning clock_timestamp()
                """)
                .param("name", name)
                .param("ahead", clockAhead.toMillis())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    void forgetUnseenFor(Duration limit) {
        jdbc.sql("delete from node where seen_at < now() - make_interval(secs => :seconds)")
                .param("seconds", limit.toSeconds())
                .update();
    }

    /// Finds nodes whose lock is free and makes what they had picked due again, in one step. One of several that
    /// look at the same moment does it. What a dead node's last statement picked a moment later, the next look
    /// finds.
    ///
    /// @param me whose lock is this session's own, and would seem free to it
    /// @return the entries that wait again
    List<Taken> takeFromDead(String me, Instant now) {
        return jdbc.sql("""
                with others as materialized (
                    select name, lock_key
                    from node
                    where lock_key is not null
                    and name <> :me),
                dead as materialized (
                    select name, lock_key
                    from others
                    where pg_try_advisory_xact_lock_shared(lock_key)),
                found as (
                    update node n
                    set lock_key = null, gone_at = :now
                    from dead
                    where n.name = dead.name
                    and n.lock_key = dead.lock_key
                    returning n.name),
                gone as (
                    select name
                    from found
                    union
                    select name
                    from node
                    where gone_at > cast(:now as timestamptz) - interval '1 minute')
                update scheduled_tasks t
                set execution_time = :now, picked = false, picked_by = null, last_heartbeat = null,
                    version = t.version + 1
                from gone
                where t.picked
                and t.picked_by = gone.name
                returning t.task_name, t.task_instance, gone.name as node
                """)
                .param("me", me)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Taken(row.getString("task_name"), row.getString("task_instance"), row.getString("node")))
                .list();
    }

    /// The node goes in order: what it could not finish waits for another one at once.
    void leave(String name, Instant now) {
        jdbc.sql("""
                with leaving as (
                    update node
                    set lock_key = null, gone_at = :now
                    where name = :name
                    returning name)
                update scheduled_tasks t
                set execution_time = :now, picked = false, picked_by = null, last_heartbeat = null,
                    version = t.version + 1
                from leaving
                where t.picked
                and t.picked_by = leaving.name
                """)
                .param("name", name)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// An entry that was taken from a dead node.
    ///
    /// @param taskInstance the run's id, or the name of a recurring task
    record Taken(String taskName, String taskInstance, String node) {}
}

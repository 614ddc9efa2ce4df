package io.runtruth.operations.proof;

import io.runtruth.operations.ReconciliationSource;
import io.runtruth.shared.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What each pass of the reconciler did, and how far it came.
@Repository
class ReconcilerPassRepository {

    private static final int KEPT = 1_000;

    /// A scheduled pass that began longer ago than this is not gone on with when it was broken off: a new one begins.
    private static final Duration RESUMABLE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReconcilerPassRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Goes on where the scheduled pass before was broken off, once: if that is broken off too, what breaks it may be
    /// behind that place, and all runs are looked at again from the oldest.
    Begun begin(ReconciliationSource source, String node, Instant at) {
        jdbc.sql("""
                delete from reconciler_pass
                where id <= (select id from reconciler_pass order by id desc offset :kept limit 1)
                """).param("kept", KEPT).update();
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

package io.runtruth.operations.reads;

import io.runtruth.operations.reads.RunSurroundings.Usual;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what a run stands between, in one statement along one index: its cost does not follow the history.
@Component
class SurroundingsQueries {

    /// So many must have succeeded before one says what is usual.
    static final int LEAST = 5;

    private static final int LOOKED_AT = 100;
    private static final int COUNTED = 20;
    private static final double MILLIS = 1_000;

    private final JdbcClient jdbc;
    private final int mostAttempts;

    SurroundingsQueries(JdbcClient jdbc, @Value("${runtruth.queue.most-attempts}") int mostAttempts) {
        this.jdbc = jdbc;
        this.mostAttempts = mostAttempts;
    }

    /// Of a run that its reader may see: the others of its environment they may see too.
    RunSurroundings of(RunRow run) {
        if (run.environment() == null) {
            return new RunSurroundings(mostAttempts, null, null, null);
        }
        return jdbc.sql("""
                select lately.number, lately.shorter, lately.longer, (
                        select r.id
                        from operation_run r
                        where r.workspace_id = :workspace
                        and r.environment_id = :environment
                        and r.type = :type
                        and (r.created_at, r.id) < (:at, :run)
                        order by r.created_at desc, r.id desc
                        limit 1) as earlier, (
                        select r.id
                        from operation_run r
                        where r.workspace_id = :workspace
                        and r.environment_id = :environment
                        and r.type = :type
                        and (r.created_at, r.id) > (:at, :run)
                        order by r.created_at, r.id
                        limit 1) as later
                from (
                    select count(*) as number, percentile_cont(0.25) within group (order by seconds) as shorter,
                        percentile_cont(0.75) within group (order by seconds) as longer
                    from (
                        select extract(epoch from completed_at - started_at) as seconds
                        from (
                            select r.created_at, r.id, r.outcome, r.started_at, r.completed_at
                            from operation_run r
                            where r.workspace_id = :workspace
                            and r.environment_id = :environment
                            and r.type = :type
                            and (r.created_at, r.id) < (:at, :run)
                            order by r.created_at desc, r.id desc
                            limit :lookedAt) before
                        where outcome = 'succeeded'
                        and started_at is not null
                        order by created_at desc, id desc
                        limit :counted) succeeded) lately
                """)
                .param("workspace", run.workspaceId())
                .param("environment", run.environment().id())
                .param("type", run.type().code())
                .param("at", run.createdAt().atOffset(ZoneOffset.UTC))
                .param("run", run.id())
                .param("lookedAt", LOOKED_AT)
                .param("counted", COUNTED)
                .query((row, _) -> new RunSurroundings(
                        mostAttempts,
                        row.getObject("earlier", UUID.class),
                        row.getObject("later", UUID.class),
                        usual(row)))
                .single();
    }

    private static @Nullable Usual usual(ResultSet row) throws SQLException {
        return row.getInt("number") < LEAST
                ? null
                : new Usual(duration(row.getDouble("shorter")), duration(row.getDouble("longer")));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(Math.max(seconds, 0) * MILLIS));
    }
}

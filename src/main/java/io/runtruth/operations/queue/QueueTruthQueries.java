package io.runtruth.operations.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads the queue's entries of a batch of runs in one statement, with how many are ahead of each.
@Component
public class QueueTruthQueries {

    private static final Logger LOG = LoggerFactory.getLogger(QueueTruthQueries.class);
    private static final int MOST_AHEAD = 1_000;

    private final JdbcClient jdbc;
    private final QueueClock clock;

    QueueTruthQueries(JdbcClient jdbc, QueueClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// An answer for every run; `Unreadable` for all of them where the queue's records can't be read. Outside a
    /// transaction, so that a failure here spoils nothing else.
    public Map<UUID, QueueTruth> of(Collection<QueueEntry> entries) {
        var truths = new HashMap<UUID, QueueTruth>();
        if (entries.isEmpty()) {
            return truths;
        }
        try {
            entries.forEach(entry -> truths.put(entry.runId(), new QueueTruth.NoEntry()));
            read(entries, truths);
        } catch (DataAccessException e) {
            LOG.warn(
                    "the queue's records can't be read: {}",
                    e.getMostSpecificCause().getMessage());
            entries.forEach(entry -> truths.put(entry.runId(), new QueueTruth.Unreadable()));
        }
        return truths;
    }

    private void read(Collection<QueueEntry> entries, Map<UUID, QueueTruth> truths) {
        var now = clock.now();
        jdbc.sql("""
                with due as (
                    select task_name, task_instance,
                        row_number() over (order by execution_time, task_instance) - 1 as ahead
                    from (
                        select task_name, task_instance, execution_time
                        from scheduled_tasks
                        where not picked
                        and execution_time <= :now
                        order by execution_time, task_instance
                        limit :most) first_due)
                select t.task_instance, t.execution_time, t.picked, t.picked_by, t.last_heartbeat,
                    t.consecutive_failures, due.ahead,
                    exists (
                        select 1
                        from node
                        where role <> 'web'
                        and gone_at is null
                        and seen_at > :thereSince) as workers
                from unnest(cast(:tasks as text[]), cast(:runs as text[])) as asked (task_name, task_instance)
                join scheduled_tasks t on t.task_name = asked.task_name and t.task_instance = asked.task_instance
                left join due on due.task_name = t.task_name and due.task_instance = t.task_instance
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", MOST_AHEAD)
                .param("thereSince", now.minus(NodeSession.THERE_WITHIN).atOffset(ZoneOffset.UTC))
                .param("tasks", entries.stream().map(QueueEntry::task).toArray(String[]::new))
                .param(
                        "runs",
                        entries.stream().map(entry -> entry.runId().toString()).toArray(String[]::new))
                .query(row -> {
                    truths.put(UUID.fromString(row.getString("task_instance")), truth(row, now));
                });
    }

    private static QueueTruth truth(ResultSet row, Instant now) throws SQLException {
        var dueAt = row.getTimestamp("execution_time").toInstant();
        if (row.getBoolean("picked")) {
            Timestamp heartbeat = row.getTimestamp("last_heartbeat");
            return heartbeat == null || row.getString("picked_by") == null
                    ? new QueueTruth.Unreadable()
                    : new QueueTruth.Picked(heartbeat.toInstant());
        }
        var failures = row.getInt("consecutive_failures");
        var workers = row.getBoolean("workers");
        if (dueAt.isAfter(now)) {
            return new QueueTruth.Waiting(dueAt, failures, null, workers);
        }
        var ahead = row.getObject("ahead", Long.class);
        return new QueueTruth.Waiting(dueAt, failures, ahead == null ? MOST_AHEAD : ahead.intValue(), workers);
    }
}

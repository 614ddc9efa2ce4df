package io.runtruth.operations.queue;

import io.runtruth.operations.OperationType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
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
    private final Clock clock;

    QueueTruthQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// An answer for every id; `Unreadable` for all of them where the queue's records can't be read. Outside a
    /// transaction, so that a failure here spoils nothing else.
    public Map<UUID, QueueTruth> of(Collection<UUID> runIds) {
        var truths = new HashMap<UUID, QueueTruth>();
        if (runIds.isEmpty()) {
            return truths;
        }
        try {
            runIds.forEach(id -> truths.put(id, new QueueTruth.NoEntry()));
            read(runIds, truths);
        } catch (DataAccessException e) {
            LOG.warn(
                    "the queue's records can't be read: {}",
                    e.getMostSpecificCause().getMessage());
            runIds.forEach(id -> truths.put(id, new QueueTruth.Unreadable()));
        }
        return truths;
    }

    private void read(Collection<UUID> runIds, Map<UUID, QueueTruth> truths) {
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
                    t.consecutive_failures, due.ahead
                from scheduled_tasks t
                left join due on due.task_name = t.task_name and due.task_instance = t.task_instance
                where t.task_name = any (:types)
                and t.task_instance = any (:runs)
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", MOST_AHEAD)
                .param(
                        "types",
                        Arrays.stream(OperationType.values())
                                .map(OperationType::code)
                                .toArray(String[]::new))
                .param("runs", runIds.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    truths.put(UUID.fromString(row.getString("task_instance")), truth(row));
                });
    }

    private QueueTruth truth(ResultSet row) throws SQLException {
        var dueAt = row.getTimestamp("execution_time").toInstant();
        if (row.getBoolean("picked")) {
            Timestamp heartbeat = row.getTimestamp("last_heartbeat");
            String worker = row.getString("picked_by");
            return heartbeat == null || worker == null
                    ? new QueueTruth.Unreadable()
                    : new QueueTruth.Picked(worker, heartbeat.toInstant());
        }
        if (dueAt.isAfter(clock.instant())) {
            return new QueueTruth.Waiting(dueAt, row.getInt("consecutive_failures"), null);
        }
        var ahead = row.getObject("ahead", Long.class);
        return new QueueTruth.Waiting(
                dueAt, row.getInt("consecutive_failures"), ahead == null ? MOST_AHEAD : ahead.intValue());
    }
}

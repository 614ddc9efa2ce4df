package io.runtruth.live;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// How far this node has read `committed_change`. Numbers are given before the commit, so a lower one can appear
/// after a higher one: a number that was skipped is asked for again until it has appeared or [#GAP_LIFE] has
/// passed.
final class ChangeLog {

    private static final int LIMIT = 10_000;
    private static final int MOST_GAPS = 10_000;
    private static final Duration GAP_LIFE = Duration.ofSeconds(30);

    private final TreeMap<Long, Instant> gaps = new TreeMap<>();
    private long last = -1;
    private boolean readToTheEnd;

    /// The first time, what was committed before is of no interest to anybody; later, it is what was missed.
    void begin(Connection connection) throws SQLException {
        if (last >= 0) {
            return;
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select coalesce(max(id), 0) from committed_change")) {
            rows.next();
            last = rows.getLong(1);
        }
    }

    List<Change> readNew(Connection connection, Instant now) throws SQLException {
        gaps.values().removeIf(since -> since.isBefore(now.minus(GAP_LIFE)));
        var changes = new ArrayList<Change>();
        try (var statement = connection.prepareStatement("""
                (select id, kind, workspace_id, environment_id, subject_id, ended
                from committed_change
                where id = any (?)
                limit %1$d)
                union all
                (select id, kind, workspace_id, environment_id, subject_id, ended
                from committed_change
                where id > ?
                order by id
                limit %1$d)
                """.formatted(LIMIT))) {
            statement.setArray(
                    1, connection.createArrayOf("bigint", gaps.keySet().toArray()));
            statement.setLong(2, last);
            var newer = 0;
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getLong(1);
                    newer += id > last ? 1 : 0;
                    seen(id, now);
                    change(rows).ifPresent(changes::add);
                }
            }
            readToTheEnd = newer < LIMIT;
        }
        return changes;
    }

    /// Whether the last reading left nothing for the next.
    boolean isReadToTheEnd() {
        return readToTheEnd;
    }

    /// What only newer nodes know is no change for this one: both work at the same time while a release is rolled
    /// out.
    private static Optional<Change> change(ResultSet row) throws SQLException {
        var kind = Change.Kind.of(row.getString(2));
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(
                        kind.get(),
                        row.getObject(3, UUID.class),
                        row.getObject(4, UUID.class),
                        row.getObject(5, UUID.class),
                        row.getBoolean(6)));
    }

    void purge(Connection connection, Instant before) throws SQLException {
        try (var statement = connection.prepareStatement("""
                delete from committed_change
                where id in (select id from committed_change where at < ? order by id limit %d)
                """.formatted(LIMIT))) {
            statement.setTimestamp(1, Timestamp.from(before));
            statement.executeUpdate();
        }
    }

    private void seen(long id, Instant now) {
        if (gaps.remove(id) != null) {
            return;
        }
        for (var missing = last + 1; missing < id && gaps.size() < MOST_GAPS; missing++) {
            gaps.put(missing, now);
        }
        last = Math.max(last, id);
    }
}

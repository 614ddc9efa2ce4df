package io.runtruth.operations.keeping;

import io.runtruth.operations.OperationRunColumns;
import io.runtruth.operations.RunOutcome;
import io.runtruth.shared.Cursor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds and removes ended runs, the oldest first, along the index of the lists: the cost of a part follows its size.
@Repository
class OldRunRepository {

    /// Those of the runs that ended so before. What still asks something of a person stays.
    private static final String REMOVABLE = """
        with removable as (
            select r.id
            from operation_run r
            where r.workspace_id = :workspace
            and r.id = any (:runs)
            and r.outcome = :outcome
            and r.completed_at < :before
            and (%s) is not true)
        """.formatted(OperationRunColumns.ASKS);

    private final JdbcClient jdbc;

    OldRunRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Workspaces by id.
    List<UUID> workspaces(@Nullable UUID after, int limit) {
        return jdbc.sql("""
            select id
            from workspace
            where cast(:after as uuid) is null or id > :after
            order by id
            limit :limit
            """)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /// The oldest runs that ended so; whether they may go is not asked yet.
    ///
    /// @param after behind which the part begins; null from the oldest
    List<Cursor> oldest(Old old, @Nullable Cursor after, int limit) {
        return jdbc.sql("""
            select r.created_at, r.id
            from operation_run r
            where r.workspace_id = :workspace
            and r.outcome = :outcome
            and r.created_at < :before
            and (r.created_at, r.id) > (cast(:afterAt as timestamptz), cast(:afterId as uuid))
            order by r.created_at, r.id
            limit :limit
            """)
                .param("workspace", old.workspaceId())
                .param("outcome", old.outcome().code())
                .param("before", old.before().atOffset(ZoneOffset.UTC))
                .param("afterAt", (after == null ? Instant.EPOCH : after.at()).atOffset(ZoneOffset.UTC))
                .param("afterId", after == null ? new UUID(0, 0) : after.id())
                .param("limit", limit)
                .query((row, _) ->
                        new Cursor(row.getTimestamp("created_at").toInstant(), row.getObject("id", UUID.class)))
                .list();
    }

    /// Those of the runs that ended before and leave no question open.
    List<UUID> removable(Old old, Collection<UUID> runIds) {
        return jdbc.sql(REMOVABLE + "select id from removable")
                .param("workspace", old.workspaceId())
                .param("runs", runIds.toArray(UUID[]::new))
                .param("outcome", old.outcome().code())
                .param("before", old.before().atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /// With their events and progress.
    ///
    /// @return how many there still were
    int remove(Old old, Collection<UUID> runIds) {
        return jdbc.sql(REMOVABLE + """
            delete from operation_run r
            using removable
            where r.workspace_id = :workspace
            and r.id = removable.id
            """)
                .param("workspace", old.workspaceId())
                .param("runs", runIds.toArray(UUID[]::new))
                .param("outcome", old.outcome().code())
                .param("before", old.before().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The runs of a workspace that ended so before a moment.
    record Old(UUID workspaceId, RunOutcome outcome, Instant before) {}
}

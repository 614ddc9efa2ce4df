package io.runtruth.operations.attention;

import io.runtruth.operations.OperationRun;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One row a run whose question somebody has dealt with. Its run is held by whoever writes.
@Repository
class AttentionRepository {

    private final JdbcClient jdbc;

    AttentionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param account whose it is from now on
    /// @param handedOver somebody else gave it to them
    /// @param until it waits up to then; null where it does not
    void take(OperationRun run, UUID account, boolean handedOver, @Nullable Instant until, Instant at) {
        jdbc.sql("""
                insert into run_attention (run_id, workspace_id, taken_by, taken_at, handed_over, waits_until)
                values (:run, :workspace, :account, :at, :handedOver, :until)
                on conflict (run_id) do update
                set taken_by = excluded.taken_by, taken_at = excluded.taken_at, handed_over = excluded.handed_over,
                    waits_until = excluded.waits_until
                """)
                .param("run", run.id())
                .param("workspace", run.workspaceId())
                .param("account", account)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("handedOver", handedOver)
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC))
                .update();
    }

    void release(OperationRun run, Instant at) {
        jdbc.sql("""
                update run_attention
                set taken_by = null, taken_at = null, handed_over = false, waits_until = null, free_since = :at
                where run_id = :run
                """)
                .param("run", run.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// @param by the name of whoever closed it
    void close(OperationRun run, String by) {
        jdbc.sql("""
                insert into run_attention (run_id, workspace_id, handed_over, closed_by)
                values (:run, :workspace, false, :by)
                on conflict (run_id) do update
                set taken_by = null, taken_at = null, handed_over = false, waits_until = null,
                    closed_by = excluded.closed_by
                """)
                .param("run", run.id())
                .param("workspace", run.workspaceId())
                .param("by", by)
                .update();
    }

    /// The same person wrote this as the last thing that anybody did about it.
    ///
    /// @param kind of the entry that it would be
    boolean isRepeated(OperationRun run, UUID account, String kind, String note) {
        return jdbc.sql("""
                select kind = :kind and actor_id = :account and details ->> 'note' = :note
                from run_event
                where workspace_id = :workspace
                and run_id = :run
                and (kind = 'noted' or kind like 'attention\\_%')
                order by id desc
                limit 1
                """)
                .param("kind", kind)
                .param("account", account)
                .param("note", note)
                .param("workspace", run.workspaceId())
                .param("run", run.id())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}

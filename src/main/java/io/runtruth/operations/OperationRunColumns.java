package io.runtruth.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// How a row of `operation_run` becomes an [OperationRun].
public final class OperationRunColumns {

    /// For a `select` or `returning` on `operation_run` alone.
    public static final String COLUMNS = """
            id, workspace_id, environment_id, type, status, outcome, attempt, initiator_kind, initiator_id,
            initiator_name, created_at, stop_requested_at, context - 'reconciliation' as subject
            """;

    /// Whether a run `r` asked something of a person when it ended, or was flagged later.
    public static final String ASKED = "(r.outcome in ('blocked', 'failed') or r.attention_code is not null)";

    /// Whether it still does: nothing ended that, or it was asked again later (contract 3). A partial index has these
    /// words.
    public static final String ASKS =
            ASKED + " and (r.attention_ended_at is null or r.attention_ended_at < r.notice_at)";

    private OperationRunColumns() {}

    public static OperationRun run(ResultSet row, int index) throws SQLException {
        var type = OperationType.of(row.getString("type"));
        return new OperationRun(
                row.getObject("id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getObject("environment_id", UUID.class),
                type,
                RunStatus.of(row.getString("status")),
                RunOutcome.of(row.getString("outcome")),
                row.getInt("attempt"),
                new Initiator(
                        row.getString("initiator_kind"),
                        row.getObject("initiator_id", UUID.class),
                        row.getString("initiator_name"),
                        row.getTimestamp("created_at").toInstant()),
                RunSubject.read(type, row.getString("subject")),
                row.getObject("stop_requested_at") != null);
    }
}

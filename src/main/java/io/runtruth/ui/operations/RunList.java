package io.runtruth.ui.operations;

import io.runtruth.access.Actor;
import io.runtruth.operations.reads.RunFilter;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
import io.runtruth.ui.kit.KeyRows;
import java.util.List;
import java.util.UUID;

/// The runs of a workspace, as far as this person may see them and they pass the filter.
record RunList(RunQueries queries, Actor actor, UUID workspaceId, RunFilter filter) implements KeyRows<RunRow> {

    @Override
    public List<RunRow> page(Range range) {
        return queries.window(actor, workspaceId, filter, range);
    }

    @Override
    public List<Cursor> keys(Range range) {
        return queries.keys(actor, workspaceId, filter, range);
    }

    @Override
    public int count(Range range) {
        return queries.count(actor, workspaceId, filter, range);
    }

    @Override
    public List<RunRow> byIds(List<UUID> ids) {
        return queries.rows(actor, workspaceId, ids);
    }

    @Override
    public Cursor key(RunRow row) {
        return row.key();
    }
}

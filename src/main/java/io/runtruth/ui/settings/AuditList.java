package io.runtruth.ui.settings;

import io.runtruth.access.Actor;
import io.runtruth.access.AuditFilter;
import io.runtruth.access.AuditQueries;
import io.runtruth.access.AuditQueries.AuditLine;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.Range;
import io.runtruth.ui.kit.KeyRows;
import java.util.List;
import java.util.UUID;

/// The entries of a workspace's audit trail that pass the filter.
record AuditList(AuditQueries queries, Actor actor, UUID workspaceId, AuditFilter filter)
        implements KeyRows<AuditLine> {

    @Override
    public List<AuditLine> page(Range range) {
        return queries.window(actor, workspaceId, filter, range);
    }

    @Override
    public List<Cursor> keys(Range range) {
        return page(range).stream().map(this::key).toList();
    }

    @Override
    public int count(Range range) {
        return queries.count(actor, workspaceId, filter, range);
    }

    @Override
    public List<AuditLine> byIds(List<UUID> ids) {
        return queries.lines(
                actor,
                workspaceId,
                ids.stream().map(UUID::getLeastSignificantBits).toList());
    }

    @Override
    public Cursor key(AuditLine line) {
        return new Cursor(line.entry().at(), new UUID(0, line.entry().number()));
    }
}

package io.runtruth.ui.reviews;

import io.runtruth.access.Actor;
import io.runtruth.reviews.WaiverQueries;
import io.runtruth.reviews.WaiverQueries.WaiverFilter;
import io.runtruth.reviews.WaiverRow;
import io.runtruth.shared.Cursor;
import io.runtruth.ui.kit.PagedRows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The accepted risks of a workspace, newest first.
record WaiverList(WaiverQueries queries, Actor actor, UUID workspaceId, WaiverFilter filter)
        implements PagedRows<WaiverRow, Cursor> {

    @Override
    public List<WaiverRow> page(@Nullable Cursor after, int limit) {
        return queries.page(actor, workspaceId, filter, after, limit).items();
    }

    @Override
    public Cursor key(WaiverRow row) {
        return new Cursor(row.createdAt(), row.id());
    }

    @Override
    public Object id(WaiverRow row) {
        return row.id();
    }
}

package io.runtruth.ui.controls;

import io.runtruth.access.Actor;
import io.runtruth.reviews.ControlFilter;
import io.runtruth.reviews.ControlRow;
import io.runtruth.reviews.ControlRow.ControlKey;
import io.runtruth.ui.kit.PagedRows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The controls of a workspace, those that fail most first.
record ControlList(ControlBoard board, Actor actor, UUID workspaceId, ControlFilter filter)
        implements PagedRows<ControlRow, ControlKey> {

    @Override
    public List<ControlRow> page(@Nullable ControlKey after, int limit) {
        return board.page(actor, workspaceId, filter, after, limit);
    }

    @Override
    public ControlKey key(ControlRow row) {
        return row.key();
    }

    @Override
    public Object id(ControlRow row) {
        return row.id();
    }
}

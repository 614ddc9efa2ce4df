package io.runtruth.ui.settings;

import io.runtruth.access.Actor;
import io.runtruth.access.InvitationQueries;
import io.runtruth.access.InvitationQueries.InvitationRow;
import io.runtruth.shared.Cursor;
import io.runtruth.ui.kit.PagedRows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The invitations into a workspace, newest first, also those that have ended.
record InvitationList(InvitationQueries queries, Actor actor, UUID workspaceId)
        implements PagedRows<InvitationRow, Cursor> {

    @Override
    public List<InvitationRow> page(@Nullable Cursor after, int limit) {
        return queries.page(actor, workspaceId, after, limit).items();
    }

    @Override
    public Cursor key(InvitationRow row) {
        return new Cursor(row.createdAt(), row.id());
    }

    @Override
    public Object id(InvitationRow row) {
        return row.id();
    }
}

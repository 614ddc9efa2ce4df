package io.runtruth.ui.settings;

import io.runtruth.access.Actor;
import io.runtruth.access.TokenQueries;
import io.runtruth.access.TokenQueries.TokenRow;
import io.runtruth.shared.Cursor;
import io.runtruth.ui.kit.PagedRows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tokens for a workspace, of all its members, newest first.
record WorkspaceTokenList(TokenQueries queries, Actor actor, UUID workspaceId) implements PagedRows<TokenRow, Cursor> {

    @Override
    public List<TokenRow> page(@Nullable Cursor after, int limit) {
        return queries.ofWorkspace(actor, workspaceId, after, limit).items();
    }

    @Override
    public Cursor key(TokenRow row) {
        return new Cursor(row.createdAt(), row.id());
    }

    @Override
    public Object id(TokenRow row) {
        return row.id();
    }
}

package io.runtruth.ui.settings;

import io.runtruth.access.Actor;
import io.runtruth.access.MemberQueries;
import io.runtruth.access.MemberQueries.MemberRow;
import io.runtruth.ui.kit.PagedRows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The members of a workspace whose name has this in it, by username.
record MemberList(MemberQueries queries, Actor actor, UUID workspaceId, String search)
        implements PagedRows<MemberRow, String> {

    @Override
    public List<MemberRow> page(@Nullable String after, int limit) {
        return queries.page(actor, workspaceId, search, after, limit);
    }

    @Override
    public String key(MemberRow row) {
        return row.username();
    }

    @Override
    public Object id(MemberRow row) {
        return row.accountId();
    }
}

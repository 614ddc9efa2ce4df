package io.runtruth.ui.system;

import io.runtruth.access.AccountQueries;
import io.runtruth.access.AccountQueries.AccountRow;
import io.runtruth.access.Actor;
import io.runtruth.ui.kit.PagedRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All accounts whose name has this in it, by username.
record AccountList(AccountQueries queries, Actor actor, String search) implements PagedRows<AccountRow, String> {

    @Override
    public List<AccountRow> page(@Nullable String after, int limit) {
        return queries.page(actor, search, after, limit);
    }

    @Override
    public String key(AccountRow row) {
        return row.username();
    }

    @Override
    public Object id(AccountRow row) {
        return row.id();
    }
}

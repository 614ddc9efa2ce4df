package io.runtruth.ui.system;

import io.runtruth.access.Actor;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceSettings;
import io.runtruth.ui.kit.PagedRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All workspaces whose name has this in it, by short name.
record WorkspaceList(WorkspaceQueries queries, Actor actor, String search)
        implements PagedRows<WorkspaceSettings, String> {

    @Override
    public List<WorkspaceSettings> page(@Nullable String after, int limit) {
        return queries.all(actor, search, after, limit);
    }

    @Override
    public String key(WorkspaceSettings row) {
        return row.slug();
    }

    @Override
    public Object id(WorkspaceSettings row) {
        return row.id();
    }
}

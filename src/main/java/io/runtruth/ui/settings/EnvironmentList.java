package io.runtruth.ui.settings;

import io.runtruth.access.Actor;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.environments.EnvironmentQueries.EnvironmentKey;
import io.runtruth.environments.EnvironmentQueries.ManagedRow;
import io.runtruth.ui.kit.PagedRows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The environments of a workspace whose name has this in it, by name.
record EnvironmentList(EnvironmentQueries queries, Actor actor, UUID workspaceId, String search)
        implements PagedRows<ManagedRow, EnvironmentKey> {

    @Override
    public List<ManagedRow> page(@Nullable EnvironmentKey after, int limit) {
        return queries.managed(actor, workspaceId, search, after, limit);
    }

    @Override
    public EnvironmentKey key(ManagedRow row) {
        return new EnvironmentKey(
                row.environment().name(), row.environment().scope().environmentId());
    }

    @Override
    public Object id(ManagedRow row) {
        return row.environment().scope().environmentId();
    }
}

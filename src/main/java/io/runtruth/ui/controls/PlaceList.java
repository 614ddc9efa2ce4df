package io.runtruth.ui.controls;

import io.runtruth.access.Actor;
import io.runtruth.reviews.ControlPlace;
import io.runtruth.reviews.ControlPlace.PlaceKey;
import io.runtruth.reviews.ControlPlaceQueries;
import io.runtruth.ui.kit.PagedRows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The environments of a control, the worst first.
record PlaceList(ControlPlaceQueries queries, Actor actor, UUID workspaceId, UUID controlId)
        implements PagedRows<ControlPlace, PlaceKey> {

    @Override
    public List<ControlPlace> page(@Nullable PlaceKey after, int limit) {
        return queries.page(actor, workspaceId, controlId, after, limit);
    }

    @Override
    public PlaceKey key(ControlPlace row) {
        return row.key();
    }

    @Override
    public Object id(ControlPlace row) {
        return row.environmentId();
    }
}

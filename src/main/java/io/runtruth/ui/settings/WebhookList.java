package io.runtruth.ui.settings;

import io.runtruth.access.Actor;
import io.runtruth.ui.kit.PagedRows;
import io.runtruth.webhooks.Webhook;
import io.runtruth.webhooks.WebhookQueries;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The webhooks of a workspace, the oldest first: they are few, and read as a whole.
record WebhookList(WebhookQueries queries, Actor actor, UUID workspaceId) implements PagedRows<Webhook, UUID> {

    @Override
    public List<Webhook> page(@Nullable UUID after, int limit) {
        return after == null ? queries.all(actor, workspaceId) : List.of();
    }

    @Override
    public UUID key(Webhook row) {
        return row.id();
    }

    @Override
    public Object id(Webhook row) {
        return row.id();
    }
}

package io.runtruth.ui.settings;

import io.runtruth.access.Actor;
import io.runtruth.shared.Cursor;
import io.runtruth.ui.kit.PagedRows;
import io.runtruth.webhooks.Delivery;
import io.runtruth.webhooks.WebhookQueries;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was sent to a webhook, the newest event first.
record DeliveryList(WebhookQueries queries, Actor actor, UUID workspaceId, UUID webhookId)
        implements PagedRows<Delivery, Cursor> {

    @Override
    public List<Delivery> page(@Nullable Cursor after, int limit) {
        return queries.deliveries(actor, workspaceId, webhookId, after, limit).items();
    }

    @Override
    public Cursor key(Delivery row) {
        return new Cursor(row.at(), row.id());
    }

    @Override
    public Object id(Delivery row) {
        return row.id();
    }
}

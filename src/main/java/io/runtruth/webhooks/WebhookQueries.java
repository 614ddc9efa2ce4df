package io.runtruth.webhooks;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The webhooks of a workspace, and what was sent to them, for whoever manages it.
@Component
public class WebhookQueries {

    private static final int MOST = 200;
    private static final Cursor BEGINNING = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    private final Access access;
    private final JdbcClient jdbc;

    WebhookQueries(Access access, JdbcClient jdbc) {
        this.access = access;
        this.jdbc = jdbc;
    }

    /// All of them, the oldest first.
    public List<Webhook> all(Actor actor, UUID workspaceId) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        return jdbc.sql("""
                select id, url, events, created_at, created_by
                from webhook
                where workspace_id = :workspace
                order by created_at, id
                """)
                .param("workspace", workspaceId)
                .query(WebhookQueries::webhook)
                .list();
    }

    /// How many there are, for system operators.
    public int count(Actor actor, UUID workspaceId) {
        access.requireSystemOperator(actor);
        return jdbc.sql("select count(*) from webhook where workspace_id = :workspace")
                .param("workspace", workspaceId)
                .query(Integer.class)
                .single();
    }

    /// The newest event first.
    ///
    /// @param after where the page begins; null for the first one
    /// @param limit 1 to 200
    public KeyPage<Delivery> deliveries(
            Actor actor, UUID workspaceId, UUID webhookId, @Nullable Cursor after, int limit) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        var from = after == null ? BEGINNING : after;
        var size = Math.clamp(limit, 1, MOST);
        var rows = jdbc.sql("""
                select d.*
                from webhook w
                left join lateral (
                    select *
                    from webhook_delivery
                    where workspace_id = w.workspace_id
                    and webhook_id = w.id
                    and (at, id) < (:at, :id)
                    order by at desc, id desc
                    limit :limit) d on true
                where w.workspace_id = :workspace
                and w.id = :webhook
                """)
                .param("workspace", workspaceId)
                .param("webhook", webhookId)
                .param("at", from.at().atOffset(ZoneOffset.UTC))
                .param("id", from.id())
                .param("limit", size + 1)
                .query(WebhookQueries::delivery)
                .list();
        if (rows.isEmpty()) {
            throw new Problem.NotFound("not_found");
        }
        return KeyPage.cut(rows.stream().flatMap(List::stream).toList(), size, it -> new Cursor(it.at(), it.id()));
    }

    private static Webhook webhook(ResultSet row, int index) throws SQLException {
        var events = (String[]) row.getArray("events").getArray();
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getString("url"),
                Arrays.stream(events)
                        .map(it -> Coded.stored(WebhookEvent.class, it))
                        .toList(),
                instant(row, "created_at"),
                row.getString("created_by"));
    }

    /// Empty in the one row of a webhook without deliveries.
    private static List<Delivery> delivery(ResultSet row, int index) throws SQLException {
        var id = row.getObject("id", UUID.class);
        if (id == null) {
            return List.of();
        }
        var fault = row.getString("last_fault");
        var due = row.getObject("due_at", OffsetDateTime.class);
        return List.of(new Delivery(
                id,
                Coded.stored(WebhookEvent.class, row.getString("event")),
                row.getObject("run_id", UUID.class),
                row.getObject("review_id", UUID.class),
                instant(row, "at"),
                Coded.stored(Delivery.DeliveryState.class, row.getString("state")),
                row.getInt("attempts"),
                row.getObject("last_status", Integer.class),
                fault == null ? null : Coded.stored(Delivery.DeliveryFault.class, fault),
                due == null ? null : due.toInstant()));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

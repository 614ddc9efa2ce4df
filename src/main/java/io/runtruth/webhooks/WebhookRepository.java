package io.runtruth.webhooks;

import io.runtruth.operations.OperationRun;
import io.runtruth.reviews.ReviewRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The statements that make webhooks, and that take what is due to them.
@Repository
class WebhookRepository {

    /// Of one receiver at once, so that one that is slow holds up nobody but itself.
    private static final int AT_ONCE_EACH = 4;

    private final JdbcClient jdbc;

    WebhookRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return whether there was room for it
    boolean insert(UUID workspaceId, Webhook webhook, byte[] sealed, int most) {
        jdbc.sql("select 1 from workspace where id = :workspace for no key update")
                .param("workspace", workspaceId)
                .query(Integer.class)
                .single();
        return jdbc.sql("""
                insert into webhook (id, workspace_id, url, events, secret, created_at, created_by)
                select :id, :workspace, :url, :events, :secret, :at, :by
                where (select count(*) from webhook where workspace_id = :workspace) < :most
                """)
                        .param("id", webhook.id())
                        .param("workspace", workspaceId)
                        .param("url", webhook.url())
                        .param(
                                "events",
                                webhook.events().stream()
                                        .map(WebhookEvent::code)
                                        .toArray(String[]::new))
                        .param("secret", sealed)
                        .param("at", webhook.createdAt().atOffset(ZoneOffset.UTC))
                        .param("by", webhook.createdBy())
                        .param("most", most)
                        .update()
                == 1;
    }

    /// With everything that was on its way.
    ///
    /// @return its address, where there was one
    Optional<String> delete(UUID workspaceId, UUID webhookId) {
        return jdbc.sql("delete from webhook where workspace_id = :workspace and id = :id returning url")
                .param("workspace", workspaceId)
                .param("id", webhookId)
                .query(String.class)
                .optional();
    }

    /// A delivery of each event for each webhook of its workspace that asked for it; one that is being deleted is
    /// told nothing, and nobody's ending waits for that.
    void add(List<OutboxEntry> told, Instant at) {
        jdbc.sql("""
                insert into webhook_delivery
                    (id, workspace_id, webhook_id, event, environment_id, run_id, review_id, at, state, attempts, due_at)
                select gen_random_uuid(), w.workspace_id, w.id, told.event, told.environment, told.run, told.review,
                    cast(:at as timestamptz), 'waiting', 0, cast(:at as timestamptz)
                from unnest(cast(:workspaces as uuid[]), cast(:events as text[]), cast(:environments as uuid[]),
                    cast(:runs as uuid[]), cast(:reviews as uuid[]))
                    as told (workspace, event, environment, run, review)
                join webhook w on w.workspace_id = told.workspace and told.event = any (w.events)
                for key share of w skip locked
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("workspaces", told.stream().map(OutboxEntry::workspaceId).toArray(UUID[]::new))
                .param("events", told.stream().map(it -> it.event().code()).toArray(String[]::new))
                .param(
                        "environments",
                        told.stream().map(OutboxEntry::environmentId).toArray(UUID[]::new))
                .param("runs", told.stream().map(OutboxEntry::runId).toArray(UUID[]::new))
                .param("reviews", told.stream().map(OutboxEntry::reviewId).toArray(UUID[]::new))
                .update();
    }

    /// What is due, of each workspace in turn, taken for this long: a node that dies with it gives it back by that.
    /// That of a suspended workspace stays due until it is resumed.
    ///
    /// @param most how many there is room for
    List<Due> take(Instant now, Duration lease, int most) {
        return jdbc.sql("""
                with due as (
                    select id
                    from (
                        select d.id, d.due_at, row_number() over (partition by w.workspace_id order by d.due_at) as place
                        from webhook w
                        join workspace p on p.id = w.workspace_id and p.suspended_at is null
                        cross join lateral (
                            select id, due_at
                            from webhook_delivery
                            where webhook_id = w.id
                            and due_at <= :now
                            order by due_at
                            limit :each
                            for update skip locked) d) fair
                    order by place, due_at
                    limit :most)
                update webhook_delivery d
                set attempts = d.attempts + 1, due_at = :until
                from due, webhook h, workspace w
                where d.id = due.id
                and h.id = d.webhook_id
                and w.id = d.workspace_id
                returning d.id, d.event, d.run_id, d.review_id, d.at, d.attempts, h.id as webhook_id, h.url, h.secret,
                    w.slug,
                    (select slug from managed_environment e
                    where e.workspace_id = d.workspace_id and e.id = d.environment_id) as environment
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(lease).atOffset(ZoneOffset.UTC))
                .param("each", AT_ONCE_EACH)
                .param("most", most)
                .query(WebhookRepository::due)
                .list();
    }

    private static Due due(ResultSet row, int index) throws SQLException {
        return new Due(
                row.getObject("id", UUID.class),
                row.getInt("attempts"),
                new Due.Receiver(row.getObject("webhook_id", UUID.class), row.getString("url"), row.getBytes("secret")),
                new Due.Content(
                        row.getString("event"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("slug"),
                        row.getString("environment"),
                        row.getObject("run_id", UUID.class),
                        row.getObject("review_id", UUID.class)));
    }

    /// Keeps what became of an attempt, while it is the newest.
    ///
    /// @param dueAt when it is to be tried again; null where that is over
    void settle(Due due, Delivery.DeliveryState state, Answer answer, @Nullable Instant dueAt) {
        jdbc.sql("""
                update webhook_delivery
                set state = :state, last_status = :status, last_fault = :fault, due_at = :due
                where id = :id
                and attempts = :attempts
                and state = 'waiting'
                """)
                .param("state", state.code())
                .param("status", answer.status())
                .param("fault", answer.fault() == null ? null : answer.fault().code())
                .param("due", dueAt == null ? null : dueAt.atOffset(ZoneOffset.UTC))
                .param("id", due.id())
                .param("attempts", due.attempts())
                .update();
    }

    /// @return whether it was there, and is no longer waiting
    boolean again(UUID workspaceId, UUID webhookId, UUID deliveryId, Instant now) {
        return jdbc.sql("""
                update webhook_delivery
                set state = 'waiting', due_at = :now, attempts = 0
                where workspace_id = :workspace
                and webhook_id = :webhook
                and id = :id
                and state <> 'waiting'
                """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("workspace", workspaceId)
                        .param("webhook", webhookId)
                        .param("id", deliveryId)
                        .update()
                == 1;
    }

    boolean exists(UUID workspaceId, UUID webhookId, UUID deliveryId) {
        return jdbc.sql("""
                select exists (
                    select 1
                    from webhook_delivery
                    where workspace_id = :workspace
                    and webhook_id = :webhook
                    and id = :id)
                """)
                .param("workspace", workspaceId)
                .param("webhook", webhookId)
                .param("id", deliveryId)
                .query(Boolean.class)
                .single();
    }

    int deleteOld(Instant before, int limit) {
        return jdbc.sql("""
                delete from webhook_delivery
                where id = any (array(
                    select id from webhook_delivery where at < :before and due_at is null order by at limit :limit))
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }

    /// An event, before anybody is known who asked to be told.
    ///
    /// @param runId null for a publication: a person makes it, and no run
    record OutboxEntry(
            WebhookEvent event,
            UUID workspaceId,
            @Nullable UUID environmentId,
            @Nullable UUID runId,
            @Nullable UUID reviewId) {

        static OutboxEntry of(WebhookEvent event, OperationRun run) {
            var review = event == WebhookEvent.REVIEW_READY ? run.subject().recordId() : null;
            return new OutboxEntry(event, run.workspaceId(), run.environmentId(), run.id(), review);
        }

        static OutboxEntry published(ReviewRef review) {
            var scope = review.scope();
            return new OutboxEntry(
                    WebhookEvent.REVIEW_PUBLISHED, scope.workspaceId(), scope.environmentId(), null, review.id());
        }
    }
}

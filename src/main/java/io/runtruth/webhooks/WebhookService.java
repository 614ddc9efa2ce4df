package io.runtruth.webhooks;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.AuditTrail;
import io.runtruth.access.Capability;
import io.runtruth.operations.queue.QueueClock;
import io.runtruth.shared.Problem;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The writer of webhooks. Each change commits with its audit entry.
@Service
public class WebhookService {

    /// A workspace has a few; each costs a row an event.
    public static final int MOST = 20;

    private static final String SUBJECT = "webhook";
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Access access;
    private final WebhookRepository webhooks;
    private final WebhookSettings settings;
    private final AuditTrail audit;
    private final QueueClock clock;

    WebhookService(
            Access access, WebhookRepository webhooks, WebhookSettings settings, AuditTrail audit, QueueClock clock) {
        this.access = access;
        this.webhooks = webhooks;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /// @throws Problem.InvalidInput `webhook.url`
    /// @throws Problem.Conflict `webhook.too_many`; `webhook.no_key` where nothing can be sealed
    @Transactional
    public Made create(Actor actor, UUID workspaceId, NewWebhook asked) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        asked.require(settings.privateAllowed());
        var key = settings.key().orElseThrow(() -> new Problem.Conflict("webhook.no_key"));
        var events = asked.events().stream().sorted(Comparator.naturalOrder()).toList();
        var webhook = new Webhook(UUID.randomUUID(), asked.url(), events, clock.now(), actor.name());
        var secret = newSecret();
        var sealed = key.seal(secret, webhook.id().toString());
        if (!webhooks.insert(workspaceId, webhook, sealed, MOST)) {
            throw new Problem.Conflict("webhook.too_many", MOST);
        }
        audit.append(
                actor,
                workspaceId,
                AuditTrail.Entry.change(
                        "webhook.created",
                        SUBJECT,
                        webhook.id(),
                        Map.of(),
                        Map.of(
                                "host",
                                host(webhook.url()),
                                "events",
                                events.stream().map(WebhookEvent::code).toList())));
        return new Made(webhook, secret);
    }

    private static String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return "rtwh_" + HexFormat.of().formatHex(bytes);
    }

    /// Also ends what is still on its way.
    @Transactional
    public void delete(Actor actor, UUID workspaceId, UUID webhookId) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        var url = webhooks.delete(workspaceId, webhookId).orElseThrow(() -> new Problem.NotFound("not_found"));
        audit.append(
                actor,
                workspaceId,
                AuditTrail.Entry.change("webhook.deleted", SUBJECT, webhookId, Map.of("host", host(url)), Map.of()));
    }

    /// Sends a delivery that was taken or given up once more; one that still waits is left as it is.
    @Transactional
    public void sendAgain(Actor actor, UUID workspaceId, UUID webhookId, UUID deliveryId) {
        access.require(actor, workspaceId, Capability.WORKSPACE_MANAGE);
        if (webhooks.again(workspaceId, webhookId, deliveryId, clock.now())) {
            audit.append(
                    actor,
                    workspaceId,
                    new AuditTrail.Entry(
                            "webhook.sent_again", SUBJECT, webhookId, Map.of("delivery", deliveryId.toString())));
        } else if (!webhooks.exists(workspaceId, webhookId, deliveryId)) {
            throw new Problem.NotFound("not_found");
        }
    }

    /// What stands behind the host of an address is often a secret of the receiver.
    private static String host(String url) {
        return URI.create(url).getHost();
    }

    /// @param secret to verify signatures with; nobody is told it again
    public record Made(Webhook webhook, String secret) {

        /// Without the secret, so that it cannot reach a log by accident.
        @Override
        public String toString() {
            return "Made[%s]".formatted(webhook.id());
        }
    }
}

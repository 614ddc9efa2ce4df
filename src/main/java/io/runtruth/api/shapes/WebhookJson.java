package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runtruth.webhooks.Webhook;
import io.runtruth.webhooks.WebhookEvent;
import io.runtruth.webhooks.WebhookService.Made;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An address that is told of events.
///
/// @param secret signs what is sent to it; only in the answer that made it
@SnakeCase
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookJson(
        UUID id,
        String url,
        List<String> events,
        Instant createdAt,
        String createdBy,
        @Nullable String secret) {

    public static WebhookJson of(Webhook webhook) {
        return of(webhook, null);
    }

    public static WebhookJson of(Made made) {
        return of(made.webhook(), made.secret());
    }

    private static WebhookJson of(Webhook webhook, @Nullable String secret) {
        return new WebhookJson(
                webhook.id(),
                webhook.url(),
                webhook.events().stream().map(WebhookEvent::code).toList(),
                webhook.createdAt(),
                webhook.createdBy(),
                secret);
    }
}

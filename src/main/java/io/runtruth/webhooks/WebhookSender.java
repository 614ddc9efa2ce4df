package io.runtruth.webhooks;

import io.runtruth.shared.OutgoingHttp;
import io.runtruth.shared.PublicAddresses.PrivateAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Sends one delivery: signed, once, without following anybody elsewhere, and without reading what the receiver
/// has to say beyond its status.
@Component
class WebhookSender implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_CONNECTIONS = 64;

    /// Of all of it: a receiver that answers a byte at a time is never silent for long.
    private static final Duration WHOLE = Duration.ofSeconds(20);

    private final WebhookSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration whole;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService limits =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    @Autowired
    WebhookSender(WebhookSettings settings, JsonMapper json, Clock clock) {
        this(settings, json, clock, WHOLE);
    }

    /// @param whole how long one may take, from the first byte sent
    WebhookSender(WebhookSettings settings, JsonMapper json, Clock clock, Duration whole) {
        this.whole = whole;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.client = OutgoingHttp.client(settings.privateAllowed(), PATIENCE, PATIENCE, MOST_CONNECTIONS);
    }

    Answer send(Due due) {
        var receiver = due.receiver();
        var secret = settings.key()
                .flatMap(key ->
                        key.open(receiver.sealedSecret(), receiver.webhookId().toString()));
        if (secret.isEmpty()) {
            return Answer.of(Delivery.DeliveryFault.NO_KEY);
        }
        var content = json.writeValueAsString(content(due));
        var now = clock.instant();
        var post = new HttpPost(URI.create(receiver.url()));
        post.setEntity(new StringEntity(content, ContentType.APPLICATION_JSON));
        post.setHeader("Runtruth-Event", due.content().event());
        post.setHeader("Runtruth-Delivery", due.id().toString());
        post.setHeader("Runtruth-Timestamp", Long.toString(now.getEpochSecond()));
        post.setHeader("Runtruth-Signature", Signature.of(secret.get(), now, content));
        var limit = limits.schedule(post::abort, whole.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return answer(post, due);
        } finally {
            limit.cancel(false);
        }
    }

    /// What the receiver says beyond its status is left unread, however long it is.
    private Answer answer(HttpPost post, Due due) {
        try {
            return client.execute(post, response -> {
                post.abort();
                return Answer.of(new StatusLine(response).getStatusCode());
            });
        } catch (PrivateAddress _) {
            return Answer.of(Delivery.DeliveryFault.PRIVATE_ADDRESS);
        } catch (InterruptedIOException _) {
            return Answer.of(Delivery.DeliveryFault.TIMED_OUT);
        } catch (IOException e) {
            LOG.debug("delivery {} was not answered", due.id(), e);
            return Answer.of(post.isAborted() ? Delivery.DeliveryFault.TIMED_OUT : Delivery.DeliveryFault.UNREACHABLE);
        }
    }

    private Map<String, Object> content(Due due) {
        var content = due.content();
        var page = settings.address() + "/w/" + content.workspace();
        var call = settings.address() + "/api/v1/workspaces/" + content.workspace();
        var told = new LinkedHashMap<String, Object>();
        told.put("id", due.id());
        told.put("event", content.event());
        told.put("at", content.at().toString());
        told.put("workspace", content.workspace());
        if (content.environment() != null) {
            told.put("environment", content.environment());
        }
        if (content.runId() != null) {
            told.put("run", link(content.runId(), page + "/operations/", call + "/runs/"));
        }
        if (content.reviewId() != null) {
            told.put("review", link(content.reviewId(), page + "/reviews/", call + "/reviews/"));
        }
        return told;
    }

    private static Map<String, Object> link(Object id, String page, String call) {
        return Map.of("id", id, "page", page + id, "api", call + id);
    }

    @Override
    public void destroy() {
        limits.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}

package io.runtruth.webhooks;

import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A webhook as somebody asks for it.
///
/// @param url an address of at most 2,000 characters, with a host, without a password
/// @param events at least one
public record NewWebhook(String url, Set<WebhookEvent> events) {

    private static final int LONGEST_URL = 2_000;
    private static final int NO_PORT = -1;
    private static final int HIGHEST_PORT = 65_535;

    /// @throws Problem.InvalidInput `webhook.event_unknown`, `webhook.events_none`
    public static NewWebhook of(String url, List<String> events) {
        var known = EnumSet.noneOf(WebhookEvent.class);
        for (var event : events) {
            known.add(Coded.of(WebhookEvent.class, event)
                    .orElseThrow(() -> new Problem.InvalidInput("webhook.event_unknown", event)));
        }
        return new NewWebhook(url, known);
    }

    public NewWebhook {
        if (events.isEmpty()) {
            throw new Problem.InvalidInput("webhook.events_none");
        }
        events = Set.copyOf(events);
    }

    private static boolean isPort(int port) {
        return port == NO_PORT || port > 0 && port <= HIGHEST_PORT;
    }

    /// @throws Problem.InvalidInput `webhook.url` where nobody could be told there
    void require(boolean plainAllowed) {
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme();
            var fits = "https".equals(scheme) || plainAllowed && "http".equals(scheme);
            if (!fits
                    || uri.getHost() == null
                    || uri.getUserInfo() != null
                    || !isPort(uri.getPort())
                    || url.length() > LONGEST_URL) {
                throw new Problem.InvalidInput("webhook.url");
            }
        } catch (URISyntaxException _) {
            throw new Problem.InvalidInput("webhook.url");
        }
    }
}

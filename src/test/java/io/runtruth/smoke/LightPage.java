package io.runtruth.smoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A page without a browser: it signs in, opens a view and holds a socket for pushes, as a browser would. For the
/// server it is a page like any other, but nothing is drawn of it.
final class LightPage {

    private static final Pattern KEY = Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");
    private static final Pattern PUSH = Pattern.compile("\"Vaadin-Push-ID\":\"([^\"]+)\"");
    private static final String TRANSPORT = "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=3.1.5-javascript"
            + "&X-Atmosphere-Transport=websocket&X-Atmosphere-TrackMessageSize=true"
            + "&Content-Type=application%2Fjson%3B%20charset%3DUTF-8&X-atmo-protocol=true";
    private static final Pattern NUMBER = Pattern.compile("\"v-uiId\":(\\d+)");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String address;

    private LightPage(String address) {
        this.address = address;
    }

    /// @param view the id of its root element
    static LightPage open(String address, String username, String password, String route, String view) {
        var page = new LightPage(address);
        page.get("login");
        page.post(
                "login",
                "username=" + encoded(username) + "&password=" + encoded(password),
                "application/x-www-form-urlencoded");
        var begun = page.get("?v-r=init&location=" + encoded(route) + "&query=");
        var key = found(KEY, begun);
        var number = found(NUMBER, begun);
        var answer = page.post("?v-r=uidl&v-uiId=" + number, """
                {"csrfToken":"%s","rpc":[{"type":"event","node":1,"event":"ui-navigate","data":{"route":"%s",
                "query":"","appShellTitle":"","historyState":{"idx":0},"trigger":""}}],"syncId":0,"clientId":0}
                """.formatted(key, route), "application/json");
        if (!answer.contains(view)) {
            throw new IllegalStateException("not opened: " + answer.substring(0, Math.min(800, answer.length())));
        }
        page.listen("VAADIN/push?v-r=push&v-uiId=" + number + "&v-pushId=" + found(PUSH, begun) + TRANSPORT);
        return page;
    }

    private void listen(String path) {
        http.newWebSocketBuilder()
                .buildAsync(URI.create(address.replaceFirst("^http", "ws") + path), new WebSocket.Listener() {})
                .join();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String found(Pattern pattern, String in) {
        var found = pattern.matcher(in);
        if (!found.find()) {
            throw new IllegalStateException(pattern + " is not in " + in.substring(0, Math.min(3_000, in.length())));
        }
        return found.group(1);
    }

    private String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path)).GET().build());
    }

    private String post(String path, String body, String type) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private String send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            var refused = response.headers().firstValue("Location").filter(it -> it.contains("login"));
            if (response.statusCode() >= 400 || refused.isPresent()) {
                throw new IllegalStateException(
                        request.uri() + " was answered by " + response.statusCode() + " " + refused);
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.runtruth.abuse;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Somebody who does one thing again and again while others attack, and notes how long it took and whether it was
/// refused; also of what has not ended when the notes are asked for.
final class Honest implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PAUSE_MS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Deed deed;
    private List<Long> millis = new ArrayList<>();
    private List<String> refusals = new ArrayList<>();
    private OptionalLong begunAt = OptionalLong.empty();

    private Honest(Deed deed) {
        this.deed = deed;
        clock.scheduleWithFixedDelay(this::once, 0, PAUSE_MS, TimeUnit.MILLISECONDS);
    }

    /// Calls the API.
    static Honest caller(int port) {
        var client = HttpClient.newHttpClient();
        var credentials =
                Base64.getEncoder().encodeToString(("owner:" + AttackedNode.PASSWORD).getBytes(StandardCharsets.UTF_8));
        var call = request(port, "/api/v1/workspaces/demo/runs?limit=5")
                .header("Authorization", "Basic " + credentials)
                .build();
        return new Honest(() -> expect(client, call));
    }

    /// Reads pages of the console as a browser loads them: the page, and its first call.
    static Honest reader(int port) {
        var client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var form = "username=reviewer&password=" + AttackedNode.PASSWORD.replace(' ', '+');
        expect(
                client,
                request(port, "/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
        var page = request(port, "/w/demo/operations").build();
        var first = request(port, "/?v-r=init&v-browserDetails=%7B%7D&query=&location=w%2Fdemo%2Foperations")
                .build();
        return new Honest(() -> {
            expect(client, page);
            expect(client, first);
        });
    }

    /// Does as told; for a browser.
    static Honest person(Runnable visit) {
        return new Honest(visit::run);
    }

    private static HttpRequest.Builder request(int port, String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(PATIENCE);
    }

    private static void expect(HttpClient client, HttpRequest request) {
        try {
            var status = client.send(request, BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new IllegalStateException(request.uri().getPath() + " was answered with " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException(request.uri().getPath() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whatever is thrown is noted: thrown on, it would end the schedule, and nobody would hear of it.
    private void once() {
        begin();
        String refusal = null;
        try {
            deed.run();
        } catch (RuntimeException | Error e) {
            refusal = e.toString();
        }
        end(refusal);
    }

    private synchronized void begin() {
        begunAt = OptionalLong.of(System.nanoTime());
    }

    private synchronized void end(String refusal) {
        if (refusal != null) {
            refusals.add(refusal);
        } else {
            millis.add(underWay());
        }
        begunAt = OptionalLong.empty();
    }

    private long underWay() {
        return begunAt.isPresent() ? (System.nanoTime() - begunAt.getAsLong()) / 1_000_000 : 0;
    }

    /// What was noted since this was asked last.
    synchronized Notes notes() {
        var notes = new Notes(List.copyOf(millis), underWay(), List.copyOf(refusals));
        millis = new ArrayList<>();
        refusals = new ArrayList<>();
        return notes;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private interface Deed {
        void run();
    }

    /// @param millis of each deed that succeeded
    /// @param underWay of the one that has not ended, in milliseconds so far; 0 where there is none
    record Notes(List<Long> millis, long underWay, List<String> refusals) {

        /// How long somebody had to wait: whoever hangs all the while has ended nothing.
        long waited() {
            return Math.max(p99(), underWay);
        }

        /// Of those that ended, by the nearest rank; 0 where there is none.
        long p99() {
            var sorted = millis.stream().sorted().toList();
            return sorted.isEmpty() ? 0 : sorted.get(Math.ceilDiv(sorted.size() * 99, 100) - 1);
        }
    }
}

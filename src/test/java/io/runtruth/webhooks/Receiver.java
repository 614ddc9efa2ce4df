package io.runtruth.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Somebody who is told, on a real port.
public final class Receiver implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Message> unread = new LinkedBlockingQueue<>();
    private volatile int status = 204;

    private Receiver(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    public static Receiver open() {
        try {
            return new Receiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            var content = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = call.getRequestHeaders();
            var message = new Message(
                    headers.getFirst("Runtruth-Event"),
                    headers.getFirst("Runtruth-Delivery"),
                    headers.getFirst("Runtruth-Timestamp"),
                    headers.getFirst("Runtruth-Signature"),
                    content);
            messages.add(message);
            unread.add(message);
            call.getResponseHeaders().add("Location", url());
            call.sendResponseHeaders(status, -1);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/told?key=hidden";
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /// The first that nobody has read, when it comes.
    public Message next() {
        try {
            var message = unread.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing was told within " + PATIENCE);
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    void answer(int other) {
        status = other;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    public record Message(String event, String delivery, String timestamp, String signature, String content) {

        public Instant at() {
            return Instant.ofEpochSecond(Long.parseLong(timestamp));
        }
    }
}

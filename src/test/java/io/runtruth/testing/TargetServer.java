package io.runtruth.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.runtruth.shared.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A target over HTTP on a real port: documents in memory, and whatever a server can do wrong, planned by a
/// test.
public final class TargetServer implements AutoCloseable {

    public static final String TOKEN = "a-token-of-the-tests";

    private final HttpServer server;
    private final String path;
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private final List<Planned> planned = new ArrayList<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean hasEtags = true;
    private volatile @Nullable Misbehaviour always;

    static {
        // what a server writes in two parts is not held back for the answer of the other side
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private TargetServer(HttpServer server, String path) {
        this.server = server;
        this.path = path;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    public static TargetServer open() {
        try {
            var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new TargetServer(HttpServer.create(any, 0), "/configuration/of/one/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The base address, with its slash.
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public TargetServer with(String document, String text) {
        documents.put(document, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public TargetServer withoutEtags() {
        hasEtags = false;
        return this;
    }

    public void remove(String document) {
        documents.remove(document);
    }

    /// By an eye of its own.
    public Map<String, String> all() {
        var all = new TreeMap<String, String>();
        documents.forEach((name, bytes) -> all.put(name, new String(bytes, StandardCharsets.UTF_8)));
        return all;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public long count(String method) {
        return calls.stream().filter(it -> it.method.equals(method)).count();
    }

    /// The next call of this method to this document (the empty one is the list) goes like this, once.
    public synchronized TargetServer once(String method, String document, Misbehaviour misbehaviour) {
        planned.add(new Planned(method, document, misbehaviour));
        return this;
    }

    public TargetServer times(int times, String method, String document, Misbehaviour misbehaviour) {
        for (int i = 0; i < times; i++) {
            once(method, document, misbehaviour);
        }
        return this;
    }

    /// Each call that nothing else was planned for; null as it should be.
    public void always(@Nullable Misbehaviour misbehaviour) {
        always = misbehaviour;
    }

    private synchronized @Nullable Misbehaviour plan(String method, String document) {
        for (var one : planned) {
            if (one.method.equals(method) && one.document.equals(document)) {
                planned.remove(one);
                return one.misbehaviour;
            }
        }
        return always;
    }

    private void take(HttpExchange exchange) throws IOException {
        var raw = exchange.getRequestURI().getRawPath();
        var content = exchange.getRequestBody().readAllBytes();
        var method = exchange.getRequestMethod();
        var name = exchange.getRequestURI().getPath().substring(Math.min(path.length(), raw.length()));
        var headers = exchange.getRequestHeaders();
        calls.add(
                new Call(method, raw, headers.getFirst("Authorization"), headers.getFirst("If-Match"), content.length));
        try (exchange) {
            var misbehaviour = plan(method, name);
            if (misbehaviour == null || !misbehaviour.handles(exchange, () -> apply(exchange, name, content))) {
                answer(exchange, raw, name, content);
            }
        }
    }

    private void answer(HttpExchange exchange, String raw, String name, byte[] content) throws IOException {
        if (!raw.startsWith(path)) {
            exchange.sendResponseHeaders(404, -1);
        } else if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
        } else if (name.isEmpty()) {
            json(exchange, list());
        } else if (exchange.getRequestMethod().equals("PUT")) {
            exchange.sendResponseHeaders(apply(exchange, name, content), -1);
        } else {
            var known = documents.get(name);
            if (known == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                if (hasEtags) {
                    exchange.getResponseHeaders().set("ETag", etag(known));
                }
                json(exchange, known);
            }
        }
    }

    private byte[] list() {
        return CanonicalJson.bytes(Map.of(
                "documents",
                documents.keySet().stream()
                        .sorted()
                        .map(it -> Map.of("path", it))
                        .toList()));
    }

    public static void json(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private synchronized int apply(HttpExchange exchange, String name, byte[] content) {
        var known = documents.get(name);
        var match = exchange.getRequestHeaders().getFirst("If-Match");
        var none = exchange.getRequestHeaders().getFirst("If-None-Match");
        if (hasEtags && match != null && (known == null || !match.equals(etag(known)))
                || none != null && known != null) {
            return 412;
        }
        documents.put(name, content);
        return known == null ? 201 : 204;
    }

    private static String etag(byte[] content) {
        return "\"" + HexFormat.of().toHexDigits(java.util.Arrays.hashCode(content)) + "\"";
    }

    /// Until the server closes.
    public void hang() {
        try {
            closing.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    /// It takes its time, and goes on as it should.
    public static Misbehaviour slow(Duration time) {
        return (_, _) -> {
            LockSupport.parkNanos(time.toNanos());
            return false;
        };
    }

    /// It is done, and an error is told.
    public static Misbehaviour statusAfterwards(int status) {
        return (exchange, apply) -> {
            apply.getAsInt();
            exchange.sendResponseHeaders(status, -1);
            return true;
        };
    }

    /// It is given as it is, under the tag of another state.
    public Misbehaviour staleEtag(String document) {
        return (exchange, _) -> {
            exchange.getResponseHeaders().set("ETag", "\"of-yesterday\"");
            json(exchange, documents.get(document));
            return true;
        };
    }

    public static Misbehaviour status(int status) {
        return (exchange, _) -> {
            exchange.sendResponseHeaders(status, -1);
            return true;
        };
    }

    /// @param after as `Retry-After`
    public static Misbehaviour notNow(int status, String after) {
        return (exchange, _) -> {
            exchange.getResponseHeaders().set("Retry-After", after);
            exchange.sendResponseHeaders(status, -1);
            return true;
        };
    }

    /// The connection ends without an answer, and nothing was done.
    public static Misbehaviour cut() {
        return (_, _) -> true;
    }

    /// It is done, and then the connection ends without an answer.
    public static Misbehaviour cutAfterwards() {
        return (_, apply) -> {
            apply.getAsInt();
            return true;
        };
    }

    /// @return false where the call goes on as it should
    @FunctionalInterface
    public interface Misbehaviour {
        /// @param apply does what a PUT should do
        boolean handles(HttpExchange exchange, java.util.function.IntSupplier apply) throws IOException;
    }

    /// @param authorization null where none was sent
    public record Call(
            String method,
            String rawPath,
            @Nullable String authorization,
            @Nullable String ifMatch,
            int sizeBytes) {}

    private record Planned(String method, String document, Misbehaviour misbehaviour) {}
}

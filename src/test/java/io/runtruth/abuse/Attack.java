package io.runtruth.abuse;

import io.runtruth.evidence.formats.RepeatedChecks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What strangers may try, and one who may import, each from many connections at once. They come from another address
/// than honest people
/// do.
enum Attack {
    USER_NAMES("names of 60 KB at the sign-in", 300, 20) {
        @Override
        void by(Stranger stranger, int number) throws IOException {
            var form = "username=" + number + "a".repeat(60_000) + "&password=b";
            stranger.send(post("/login", form.length(), FORM), form).readAll();
        }
    },
    BIG_FORMS("forms that say 2 MB, and send it", 300, 20) {
        @Override
        void by(Stranger stranger, int number) throws IOException {
            var form = "username=" + "a".repeat(2_000_000);
            stranger.send(post("/login", form.length(), FORM), form).readAll();
        }
    },
    FILES_EVERYWHERE("forms with files to every address", 300, 20) {
        @Override
        void by(Stranger stranger, int number) throws IOException {
            var target = ADDRESSES.get(number % ADDRESSES.size());
            stranger.send(
                    post(target, 200_000_000, "Content-Type: multipart/form-data; boundary=edge"),
                    "--edge\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n"
                            + "a".repeat(1_000_000));
            stranger.readAll();
        }
    },
    SLOW_HEADERS("headers, a byte each second", 500, 500) {
        @Override
        void by(Stranger stranger, int number) throws IOException {
            stranger.send("GET /login HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "")
                    .dribble();
        }
    },
    SLOW_BODIES("bodies, a byte each second", 500, 500) {
        @Override
        void by(Stranger stranger, int number) throws IOException {
            stranger.send(post("/login", 60_000, FORM), "username=").dribble();
        }
    },
    SLOW_READERS("answers that nobody reads", 500, 500) {
        @Override
        void by(Stranger stranger, int number) throws IOException {
            var script = scriptOf(stranger);
            stranger.again().send("GET " + script + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "");
            stranger.hold();
        }
    },
    IDLE_PAGES("sign-in pages that stay", 2_000, 4) {
        @Override
        void by(Stranger stranger, int number) throws IOException {
            stranger.openPage();
        }
    },
    FORGED_MESSAGES("messages of 300 forged events", 300, 4) {
        @Override
        void by(Stranger stranger, int number) throws IOException {
            var page = stranger.openPage();
            var events = IntStream.range(0, 300)
                    .mapToObj("{\"type\":\"event\",\"node\":%d,\"event\":\"click\",\"data\":{}}"::formatted)
                    .collect(Collectors.joining(",", "[", "]"));
            var message =
                    "{\"csrfToken\":\"%s\",\"rpc\":%s,\"syncId\":0,\"clientId\":0}".formatted(page.token(), events);
            stranger.again()
                    .send(post("/?v-r=uidl&v-uiId=0", message.length(), "Cookie: " + page.cookie()), message)
                    .readAll();
        }
    },
    GUESSES("guesses at an honest person's password", 1_000, 1_000) {
        @Override
        void by(Stranger stranger, int number) throws IOException {
            var form = "username=owner&password=guess" + number;
            stranger.send(post("/login", form.length(), FORM), form).readAll();
        }
    },
    /// By somebody who may import.
    HOSTILE_EVIDENCE("files of evidence, each format at its worst", 90, 4) {
        @Override
        void by(Stranger stranger, int number) throws IOException {
            var file = RepeatedChecks.hostile(number, 2_000_000);
            var operator = Base64.getEncoder()
                    .encodeToString(("operator:" + AttackedNode.PASSWORD).getBytes(StandardCharsets.UTF_8));
            stranger.send(
                            post(
                                    "/api/v1/workspaces/demo/environments/contoso-m365/evidence?confirm_target=true",
                                    file.length(),
                                    "Content-Type: application/octet-stream\r\nAuthorization: Basic " + operator),
                            file)
                    .readAll();
        }
    };

    /// The largest answer that a stranger can ask for.
    private static final Pattern SCRIPT = Pattern.compile("src=\"\\.(/VAADIN/build/[^\"]+)\"");

    private static String script;

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final List<String> ADDRESSES = List.of(
            "/login",
            "/",
            "/w/demo/reviews",
            "/logout",
            "/?v-r=uidl&v-uiId=0",
            "/?v-r=heartbeat&v-uiId=0",
            "/VAADIN/dynamic/resource/0/a/b",
            "/VAADIN/push",
            "/console/theme/console.css",
            "/actuator/health/liveness",
            "/api/v1/workspaces",
            "/api/v1/workspaces/demo/environments/contoso-m365/evidence");

    private final String title;
    private final int many;
    private final int atOnce;

    /// @param atOnce how many are on their way at the same time
    Attack(String title, int many, int atOnce) {
        this.title = title;
        this.many = many;
        this.atOnce = atOnce;
    }

    abstract void by(Stranger stranger, int number) throws IOException;

    /// @param share of the full number of strangers, in percent
    String title(int share) {
        return many * share / 100 + " " + title;
    }

    /// Returns when all have been answered, cut off, or have held out for as long as told.
    void run(int port, int share, Duration holdOut) {
        var end = System.nanoTime() + holdOut.toNanos();
        var permits = new java.util.concurrent.Semaphore(atOnce);
        try (var strangers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < many * share / 100; number++) {
                var which = number;
                permits.acquireUninterruptibly();
                strangers.submit(() -> {
                    try (var stranger = new Stranger(port, end)) {
                        by(stranger, which);
                    } catch (IOException _) {
                        // cut off, as strangers may be
                    } finally {
                        permits.release();
                    }
                });
            }
        }
    }

    /// Asked once: a page costs the node more than the file does.
    private static synchronized String scriptOf(Stranger stranger) throws IOException {
        if (script == null) {
            var page = stranger.send("GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "")
                    .readAll();
            script = Stranger.found(SCRIPT, page);
        }
        return script;
    }

    private static String post(String target, long length, String header) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\nContent-Length: %d\r\n\r\n"
                .formatted(target, header, length);
    }

    /// One connection from elsewhere.
    static final class Stranger implements AutoCloseable {

        private static final String ADDRESS = "127.0.0.2";
        private static final Pattern COOKIE = Pattern.compile("(?i)set-cookie: ([^;\\r]+)");
        private static final Pattern TOKEN = Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");

        private final int port;
        private final long end;
        private Socket socket;

        Stranger(int port, long end) throws IOException {
            this.port = port;
            this.end = end;
            this.socket = connect();
        }

        private Socket connect() throws IOException {
            var connection = new Socket();
            connection.setReceiveBufferSize(4_096);
            connection.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), 0));
            connection.connect(new InetSocketAddress("127.0.0.1", port), 20_000);
            connection.setSoTimeout(60_000);
            return connection;
        }

        Stranger again() throws IOException {
            socket.close();
            socket = connect();
            return this;
        }

        Stranger send(String head, String content) throws IOException {
            socket.getOutputStream().write((head + content).getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        String readAll() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        /// Until it is cut off, or has held out long enough.
        void dribble() throws IOException {
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                socket.getOutputStream().write('a');
            }
        }

        void hold() {
            LockSupport.parkNanos(Math.max(0, end - System.nanoTime()));
        }

        Page openPage() throws IOException {
            var page = send("GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "")
                    .readAll();
            var cookie = found(COOKIE, page);
            var init = again().send(
                            "GET /?v-r=init&v-browserDetails=%s&query=&location=login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: %s\r\n\r\n"
                                    .formatted(URLEncoder.encode("{}", StandardCharsets.UTF_8), cookie),
                            "")
                    .readAll();
            return new Page(cookie, found(TOKEN, init));
        }

        private static String found(Pattern pattern, String text) throws IOException {
            var found = pattern.matcher(text);
            if (!found.find()) {
                throw new IOException(
                        "not answered: " + text.lines().findFirst().orElse(""));
            }
            return found.group(1);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        record Page(String cookie, String token) {}
    }
}

package io.runtruth.restore.target;

import static io.runtruth.testing.TargetServer.cut;
import static io.runtruth.testing.TargetServer.cutAfterwards;
import static io.runtruth.testing.TargetServer.json;
import static io.runtruth.testing.TargetServer.notNow;
import static io.runtruth.testing.TargetServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runtruth.restore.ContentDigest;
import io.runtruth.restore.DocumentPath;
import io.runtruth.restore.target.ConfigurationTarget.Put;
import io.runtruth.restore.target.ConfigurationTarget.PutMark;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.testing.TargetServer;
import io.runtruth.testing.TargetServer.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A target over HTTP against a real server that does whatever servers do.
class HttpTargetTest {

    private static final PutMark MARK = new PutMark("mark", 1);

    private static final TargetLimits SHORT = new TargetLimits(
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(30),
            3);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final TargetServer server = TargetServer.open();
    private final TargetClient client = new TargetClient(true, SHORT, new TargetMetrics(meters));
    private final HttpTarget target = at(server.address());

    private HttpTarget at(String address) {
        return new HttpTarget(client, URI.create(address), TargetServer.TOKEN, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void documents_are_found_by_the_list_and_each_is_read_with_the_token() throws Exception {
        server.with("a.json", "1")
                .with("sub/ü b#%2e.json", "2")
                .with("readme.md", "x")
                .with(".git/c.json", "x");

        assertThat(found()).isEqualTo(new TreeMap<>(Map.of("a.json", "1", "sub/ü b#%2e.json", "2")));
        assertThat(server.calls()).extracting(Call::authorization).containsOnly("Bearer " + TargetServer.TOKEN);
        assertThat(server.calls())
                .extracting(Call::rawPath)
                .contains("/configuration/of/one/sub/%C3%BC%20b%23%252e.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up.json", "/etc/x.json", "a/../../b.json", "a//b.json", "c:\\x.json", "NUL.json"})
    void a_list_that_names_what_lies_elsewhere_is_refused_and_nothing_of_it_is_asked_for(String path) {
        server.once("GET", "", (exchange, _) -> {
            json(
                    exchange,
                    "{\"documents\":[{\"path\":\"%s\"}]}"
                            .formatted(path.replace("\\", "\\\\"))
                            .getBytes());
            return true;
        });

        assertFault(this::found, FaultKind.NAME);
        assertThat(server.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"documents\":{}}",
                "{\"documents\":[\"a.json\"]}",
                "{\"documents\":[{\"path\":1}]}",
                "{\"documents\":[{\"path\":\"a.json\"}",
                "{\"documents\":[],\"documents\":[]}",
                "{\"documents\":[]} 1",
                "{",
                ""
            })
    void what_is_no_list_is_told_as_that(String list) {
        server.once("GET", "", (exchange, _) -> {
            json(exchange, list.getBytes());
            return true;
        });

        assertFault(this::found, FaultKind.NO_LIST);
    }

    @Test
    void of_a_list_only_the_paths_of_its_entries_count() throws Exception {
        server.with("a.json", "1").with("b.json", "1").once("GET", "", (exchange, _) -> {
            json(exchange, """
                    {"other": {"documents": [{"path": "no.json"}]}, "next": null,
                     "documents": [{"of": {"path": "no.json"}, "path": "a.json", "size": [1, {"path": "no.json"}]}]}
                    """.getBytes());
            return true;
        });

        assertThat(found().keySet()).containsExactly("a.json");
    }

    @Test
    void a_list_is_read_no_further_than_it_may_be_long() {
        var list = new StringBuilder("{\"documents\":[");
        for (int i = 0; i < 100_001; i++) {
            list.append("{\"path\":\"x\"},");
        }
        server.once("GET", "", (exchange, _) -> {
            // what comes behind the last that is read is no list any more
            json(exchange, (list + "nothing").getBytes());
            return true;
        });

        assertFault(this::found, FaultKind.TOO_LARGE);
    }

    @Test
    void a_document_is_written_only_over_what_was_looked_at() throws Exception {
        server.with("a.json", "1");

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.APPLIED);
        assertThat(put("a.json", "1", "2")).isEqualTo(Put.ALREADY);
        assertThat(put("a.json", "1", "3")).isEqualTo(Put.CHANGED);
        assertThat(put("new.json", null, "1")).isEqualTo(Put.APPLIED);
        assertThat(put("gone.json", "1", "2")).isEqualTo(Put.CHANGED);
        assertThat(server.all()).isEqualTo(Map.of("a.json", "2", "new.json", "1"));
        assertThat(server.calls()).filteredOn(it -> it.method().equals("PUT")).hasSize(2);
    }

    @Test
    void a_stale_etag_is_a_change_by_somebody_else_and_never_overwritten() throws Exception {
        server.with("a.json", "1").once("PUT", "a.json", (_, _) -> {
            // between the look and the write
            server.with("a.json", "theirs");
            return false;
        });

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.CHANGED);
        assertThat(server.all()).isEqualTo(Map.of("a.json", "theirs"));
    }

    @Test
    void a_document_that_somebody_makes_meanwhile_is_not_overwritten() throws Exception {
        server.once("PUT", "new.json", (_, _) -> {
            server.with("new.json", "theirs");
            return false;
        });

        assertThat(put("new.json", null, "2")).isEqualTo(Put.CHANGED);
        assertThat(server.all()).isEqualTo(Map.of("new.json", "theirs"));
    }

    @Test
    void a_target_that_always_says_it_has_changed_is_believed() throws Exception {
        server.with("a.json", "1").times(10, "PUT", "a.json", status(412));

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.CHANGED);
        assertThat(server.count("PUT")).isEqualTo(SHORT.tries());
    }

    @Test
    void a_write_whose_connection_was_cut_afterwards_is_found_to_be_done() throws Exception {
        server.with("a.json", "1").once("PUT", "a.json", cutAfterwards());

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.APPLIED);
        assertThat(server.count("PUT")).isOne();
        assertThat(server.all()).isEqualTo(Map.of("a.json", "2"));
    }

    @Test
    void a_write_whose_connection_was_cut_before_is_made_again() throws Exception {
        server.with("a.json", "1").once("PUT", "a.json", cut());

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.APPLIED);
        assertThat(server.count("PUT")).isEqualTo(2);
        assertThat(server.all()).isEqualTo(Map.of("a.json", "2"));
    }

    @Test
    void a_write_that_was_cut_over_which_somebody_else_wrote_is_theirs() throws Exception {
        server.with("a.json", "1").once("PUT", "a.json", (_, apply) -> {
            apply.getAsInt();
            server.with("a.json", "theirs");
            return true;
        });

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.CHANGED);
        assertThat(server.all()).isEqualTo(Map.of("a.json", "theirs"));
    }

    @Test
    void a_write_of_which_nobody_can_tell_any_more_is_not_said_to_have_failed() {
        server.with("a.json", "1").once("PUT", "a.json", (_, apply) -> {
            apply.getAsInt();
            server.always(cut());
            return true;
        });

        assertFault(() -> put("a.json", "1", "2"), FaultKind.UNSURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 520})
    void what_passes_is_tried_again(int status) throws Exception {
        server.with("a.json", "1")
                .once("GET", "a.json", notNow(status, "0"))
                .once("PUT", "a.json", notNow(status, "0"));

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.APPLIED);
        assertThat(server.all()).isEqualTo(Map.of("a.json", "2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 303, 408, 500, 501, 520, 524})
    void an_error_that_was_told_after_the_write_is_found_to_be_done(int status) throws Exception {
        server.with("a.json", "1").once("PUT", "a.json", (exchange, apply) -> {
            apply.getAsInt();
            return status(status).handles(exchange, apply);
        });

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.APPLIED);
        assertThat(server.count("PUT")).isOne();
    }

    @Test
    void of_an_answer_to_a_write_only_the_status_counts() throws Exception {
        server.with("a.json", "1").once("PUT", "a.json", (exchange, apply) -> {
            apply.getAsInt();
            exchange.sendResponseHeaders(200, 5 << 20);
            exchange.getResponseBody().write(new byte[5 << 20]);
            return true;
        });
        server.with("b.json", "1").once("PUT", "b.json", (exchange, apply) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().flush();
            // and no more of it
            return true;
        });

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.APPLIED);
        assertThat(put("b.json", "1", "2")).isEqualTo(Put.APPLIED);
        assertThat(server.count("GET")).isEqualTo(2);
    }

    @Test
    void how_often_it_is_tried_is_bounded_and_what_stays_away_is_not_waited_for_again() {
        server.with("a.json", "1").with("b.json", "1");
        server.always(status(500));

        assertFault(() -> target.read(new DocumentPath("a.json")), FaultKind.UNREACHABLE);
        assertThat(server.calls()).hasSize(SHORT.tries());
        assertFault(() -> target.read(new DocumentPath("b.json")), FaultKind.UNREACHABLE);
        assertThat(server.calls()).hasSize(SHORT.tries() + 1);
    }

    @Test
    void each_document_is_looked_for_and_what_can_not_be_read_is_left_out() throws Exception {
        server.with("a.json", "1").with("b.json", "1").once("GET", "b.json", status(403));
        var looked = new TreeMap<String, Boolean>();

        target.readEach(
                paths("a.json", "b.json", "c.json"), (path, content) -> looked.put(path.text(), content.isPresent()));

        assertThat(looked).isEqualTo(Map.of("a.json", true, "c.json", false));
    }

    @Test
    void a_target_that_is_away_is_not_asked_for_each_document() {
        server.always(cut());
        var paths = IntStream.range(0, 200).mapToObj(i -> i + ".json").toArray(String[]::new);

        assertFault(() -> target.readEach(paths(paths), (_, _) -> {}), FaultKind.UNREACHABLE);

        assertThat(server.calls()).hasSizeLessThan(8 * SHORT.tries() + 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void all_documents_together_take_no_longer_than_is_waited_however_slowly_they_come(boolean isAll) {
        var paths = IntStream.range(0, 200).mapToObj(i -> i + ".json").toArray(String[]::new);
        for (var path : paths) {
            server.with(path, "1");
        }
        var now = new AtomicReference<>(Instant.EPOCH);
        server.always((_, _) -> {
            now.updateAndGet(it -> it.plusSeconds(1));
            return false;
        });
        var slow = new HttpTarget(client, URI.create(server.address()), TargetServer.TOKEN, counted(now));

        assertFault(
                () -> {
                    if (isAll) {
                        slow.readAll((_, _) -> {});
                    } else {
                        slow.readEach(paths(paths), (_, _) -> {});
                    }
                },
                FaultKind.TIMED_OUT);

        assertThat(server.calls()).hasSizeBetween(30, 40);
    }

    private static Clock counted(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    @Test
    void a_node_that_stops_says_nothing_of_the_target() {
        server.with("a.json", "1").once("PUT", "a.json", (_, apply) -> {
            apply.getAsInt();
            client.close();
            return true;
        });

        assertFault(() -> put("a.json", "1", "2"), FaultKind.STOPPED);
        assertFault(() -> read("a.json"), FaultKind.STOPPED);
    }

    @Test
    void nor_does_it_where_it_was_about_to_look_again() {
        server.with("a.json", "1").once("PUT", "a.json", (_, apply) -> {
            apply.getAsInt();
            server.once("GET", "a.json", (_, _) -> {
                client.close();
                return true;
            });
            return true;
        });

        assertFault(() -> put("a.json", "1", "2"), FaultKind.STOPPED);
    }

    @Test
    void nor_does_one_whose_work_is_interrupted() {
        var worker = Thread.currentThread();
        server.with("a.json", "1").once("GET", "a.json", (_, _) -> {
            worker.interrupt();
            return true;
        });

        try {
            assertFault(() -> read("a.json"), FaultKind.STOPPED);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void a_target_is_left_alone_for_as_long_as_it_asks() throws Exception {
        server.with("a.json", "1").once("GET", "a.json", notNow(429, "1"));
        var begun = System.nanoTime();

        assertThat(read("a.json")).isEqualTo("1");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_moment_is_understood_as_well() throws Exception {
        var soon = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(1);
        server.with("a.json", "1")
                .once("GET", "a.json", notNow(503, soon.format(DateTimeFormatter.RFC_1123_DATE_TIME)));

        assertThat(read("a.json")).isEqualTo("1");
    }

    @Test
    void a_target_that_asks_for_longer_than_is_waited_is_not_asked_again() {
        server.with("a.json", "1").once("GET", "a.json", notNow(503, "3600"));

        assertFault(() -> read("a.json"), FaultKind.BUSY);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void a_target_that_says_nothing_is_not_waited_for() {
        server.with("a.json", "1");
        server.always((_, _) -> {
            server.hang();
            return true;
        });

        assertFault(() -> read("a.json"), FaultKind.TIMED_OUT);
    }

    @Test
    void a_target_that_answers_a_byte_at_a_time_is_not_waited_for_either() {
        server.always((exchange, _) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 1_000);
            var out = exchange.getResponseBody();
            for (int i = 0; i < 1_000; i++) {
                out.write(' ');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
            }
            return true;
        });

        assertFault(() -> read("a.json"), FaultKind.TIMED_OUT);
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        try (var elsewhere = TargetServer.open().with("a.json", "1")) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                server.once("GET", "a.json", (exchange, apply) -> {
                    exchange.getResponseHeaders().set("Location", elsewhere.address() + "a.json");
                    return status(status).handles(exchange, apply);
                });
                assertFault(() -> read("a.json"), FaultKind.REDIRECTED);
            }
            server.with("b.json", "1").once("PUT", "b.json", (exchange, apply) -> {
                exchange.getResponseHeaders().set("Location", elsewhere.address() + "b.json");
                return status(307).handles(exchange, apply);
            });
            assertFault(() -> put("b.json", "1", "2"), FaultKind.REDIRECTED);
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @Test
    void a_page_to_sign_in_at_is_no_document() {
        server.once("GET", "a.json", (exchange, _) -> {
            var page = "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            return true;
        });

        assertFault(() -> read("a.json"), FaultKind.NO_JSON);
    }

    @Test
    void what_is_packed_without_being_asked_for_is_no_document() {
        server.once("GET", "a.json", (exchange, _) -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            json(exchange, new byte[] {31, -117});
            return true;
        });

        assertFault(() -> read("a.json"), FaultKind.NO_JSON);
    }

    @Test
    void a_huge_answer_is_not_read_whether_it_says_so_or_not() {
        for (long said : new long[] {10L << 20, 0}) {
            server.once("GET", "a.json", (exchange, _) -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, said);
                var part = new byte[1 << 16];
                for (int i = 0; i < 160; i++) {
                    exchange.getResponseBody().write(part);
                }
                return true;
            });
            assertFault(() -> read("a.json"), FaultKind.TOO_LARGE);
        }
    }

    @Test
    void an_answer_that_ends_early_is_no_document() {
        server.times(SHORT.tries(), "GET", "a.json", (exchange, _) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            return true;
        });

        assertFault(() -> read("a.json"), FaultKind.UNREACHABLE);
    }

    @Test
    void a_token_that_is_not_taken_is_told_as_that_and_sent_once() {
        server.with("a.json", "1");
        var wrong = new HttpTarget(client, URI.create(server.address()), "wrong", Clock.systemUTC());

        assertFault(() -> wrong.readAll((_, _) -> {}), FaultKind.NOT_PERMITTED);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void what_is_refused_for_good_is_not_sent_again() {
        server.with("a.json", "1");
        for (var refused : Map.of(
                        403, FaultKind.NOT_PERMITTED,
                        405, FaultKind.REFUSED,
                        413, FaultKind.TOO_LARGE,
                        422, FaultKind.REFUSED,
                        507, FaultKind.NO_ROOM)
                .entrySet()) {
            server.once("PUT", "a.json", status(refused.getKey()));
            assertFault(() -> put("a.json", "1", "2"), refused.getValue());
        }
        assertThat(server.count("PUT")).isEqualTo(5);
        assertThat(server.all()).isEqualTo(Map.of("a.json", "1"));
    }

    @Test
    void what_is_accepted_for_later_and_never_shows_has_not_been_written() {
        server.with("a.json", "1").times(SHORT.tries(), "PUT", "a.json", status(202));

        assertFault(() -> put("a.json", "1", "2"), FaultKind.TIMED_OUT);
    }

    @Test
    void what_is_accepted_for_later_and_shows_has_been_written() throws Exception {
        server.with("a.json", "1").once("PUT", "a.json", (exchange, apply) -> {
            apply.getAsInt();
            return status(202).handles(exchange, apply);
        });

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.APPLIED);
        assertThat(server.count("PUT")).isOne();
    }

    @Test
    void a_private_address_is_not_called_where_that_is_not_allowed() {
        try (var careful = new TargetClient(false, SHORT, new TargetMetrics(meters))) {
            for (var address : new String[] {server.address(), "https://localhost/", "https://169.254.169.254/x/"}) {
                var there = new HttpTarget(careful, URI.create(address), TargetServer.TOKEN, Clock.systemUTC());
                assertFault(() -> there.readAll((_, _) -> {}), FaultKind.PRIVATE_ADDRESS);
            }
            assertThat(server.calls()).isEmpty();
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_not_trusted_and_the_token_is_not_sent(@TempDir Path folder)
            throws Exception {
        var called = new AtomicInteger();
        var secured = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(ownCertificate(folder.resolve("keys"))));
        secured.createContext("/", exchange -> {
            called.incrementAndGet();
            exchange.close();
        });
        secured.start();
        try {
            var there = at("https://localhost:" + secured.getAddress().getPort() + "/");

            assertFault(() -> there.readAll((_, _) -> {}), FaultKind.UNTRUSTED);
            assertThat(called).hasValue(0);
        } finally {
            secured.stop(0);
        }
    }

    @Test
    void a_connection_that_breaks_while_it_is_secured_is_made_again_and_says_nothing_of_the_certificate()
            throws Exception {
        var connections = new AtomicInteger();
        try (var broken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var accepting = Thread.ofVirtual().start(() -> {
                while (true) {
                    try (var connection = broken.accept()) {
                        connections.incrementAndGet();
                        connection.getInputStream().read(new byte[1 << 14]);
                    } catch (IOException _) {
                        return;
                    }
                }
            });
            var there = at("https://127.0.0.1:" + broken.getLocalPort() + "/");

            assertFault(() -> there.readAll((_, _) -> {}), FaultKind.UNREACHABLE);
            assertFault(
                    () -> there.put(new DocumentPath("a.json"), null, new byte[] {'1'}, MARK), FaultKind.UNREACHABLE);

            assertThat(connections).hasValue(SHORT.tries() + 1);
            broken.close();
            accepting.join();
        }
    }

    private static SSLContext ownCertificate(Path file) throws Exception {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        var password = "changeit".toCharArray();
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file.toFile(), password), password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void nobody_who_is_there_is_told_as_that_and_not_as_unsure() throws Exception {
        server.with("a.json", "1");
        server.close();

        assertFault(() -> put("a.json", "1", "2"), FaultKind.UNREACHABLE);
    }

    @Test
    void a_target_without_etags_is_compared_by_what_it_says() throws Exception {
        server.withoutEtags().with("a.json", "1").once("PUT", "a.json", cutAfterwards());

        assertThat(put("a.json", "1", "2")).isEqualTo(Put.APPLIED);
        assertThat(put("a.json", "1", "3")).isEqualTo(Put.CHANGED);
        assertThat(server.calls()).extracting(Call::ifMatch).containsOnlyNulls();
    }

    @Test
    void calls_that_are_made_again_and_answers_that_were_lost_are_counted() throws Exception {
        server.with("a.json", "1")
                .with("b.json", "1")
                .with("c.json", "1")
                .once("GET", "a.json", notNow(429, "0"))
                .once("PUT", "a.json", cutAfterwards())
                .once("PUT", "b.json", cut())
                .once("PUT", "c.json", status(412));

        put("a.json", "1", "2");
        put("b.json", "1", "2");
        put("c.json", "1", "2");

        assertThat(counted("runtruth.target.retries", "cause"))
                .isEqualTo(Map.of("busy", 1, "unreachable", 1, "stale", 1));
        assertThat(counted("runtruth.target.answers.lost", "found")).isEqualTo(Map.of("applied", 1, "not_applied", 1));
    }

    @Test
    void a_write_that_nobody_can_tell_of_and_one_that_is_somebody_elses_by_now_are_counted_as_lost() throws Exception {
        server.with("a.json", "1").once("PUT", "a.json", (_, _) -> {
            server.with("a.json", "theirs");
            return true;
        });
        put("a.json", "1", "2");
        server.with("b.json", "1").once("PUT", "b.json", (_, _) -> {
            server.always(cut());
            return true;
        });
        assertFault(() -> put("b.json", "1", "2"), FaultKind.UNSURE);

        assertThat(counted("runtruth.target.answers.lost", "found")).isEqualTo(Map.of("changed", 1, "unknown", 1));
    }

    /// Those that are above nothing.
    private Map<String, Integer> counted(String name, String tag) {
        return meters.find(name).counters().stream()
                .filter(it -> it.count() > 0)
                .collect(Collectors.toMap(it -> it.getId().getTag(tag), it -> (int) it.count()));
    }

    private TreeMap<String, String> found() throws TargetFault {
        var found = new TreeMap<String, String>();
        target.readAll((path, content) -> found.put(path.text(), new String(content, StandardCharsets.UTF_8)));
        return found;
    }

    private String read(String path) throws TargetFault {
        return new String(target.read(new DocumentPath(path)).orElseThrow(), StandardCharsets.UTF_8);
    }

    private Put put(String path, @Nullable String before, String wanted) throws TargetFault {
        var digest = before == null ? null : ContentDigest.of(before.getBytes(StandardCharsets.UTF_8));
        return target.put(new DocumentPath(path), digest, wanted.getBytes(StandardCharsets.UTF_8), MARK);
    }

    private static List<DocumentPath> paths(String... paths) {
        return Stream.of(paths).map(DocumentPath::new).toList();
    }

    private static void assertFault(ThrowingCallable act, FaultKind kind) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        TargetFault.class, it -> assertThat(it.kind()).isEqualTo(kind));
    }
}
